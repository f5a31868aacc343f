//! What Android alone needs. Its certificate verifier is Java: before the first call to a provider
//! it has to be handed the JVM and the app's context, which only a call from Java has.

use jni::errors::ThrowRuntimeExAndDefault;
use jni::objects::{JClass, JObject};
use jni::{EnvUnowned, jni_mangle};

/// `Tls.startVerifier` in android/app, which is named here. Calling it again is harmless.
#[jni_mangle("org.assenso.app.Tls")]
pub fn start_verifier<'caller>(
    mut env: EnvUnowned<'caller>,
    _class: JClass<'caller>,
    context: JObject<'caller>,
) {
    // A failure or a panic becomes an exception of the caller's.
    env.with_env(|env| rustls_platform_verifier::android::init_with_env(env, context))
        .resolve::<ThrowRuntimeExAndDefault>();
}
