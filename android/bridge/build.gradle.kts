plugins {
    alias(libs.plugins.android.library)
}

// The core for every processor, and the Kotlin that speaks to it: see README, "Android".
val native = layout.buildDirectory.dir("native")
val root = rootProject.layout.projectDirectory.dir("..")

val cargoNdk by tasks.registering(Exec::class) {
    description = "Builds the core with cargo-ndk."
    workingDir = root.asFile
    commandLine(
        "cargo", "ndk", "--platform", "30", "-t", "arm64-v8a", "-t", "armeabi-v7a", "-t", "x86_64",
        "-o", native.get().asFile.path, "build", "--release", "--locked", "--package", "assenso-bindings",
    )
}

val generateBindings by tasks.registering(Exec::class) {
    description = "Generates the Kotlin bindings out of the unstripped library of this machine."
    workingDir = root.asFile
    commandLine("bindings/generate.sh")
}

android {
    namespace = "org.assenso.bridge"
    compileSdk = 37
    defaultConfig {
        minSdk = 30
        consumerProguardFiles("../maven/proguard.pro")
    }
    sourceSets["main"].apply {
        kotlin.directories += root.dir("build/bindings/kotlin").asFile.path
        jniLibs.directories += native.get().asFile.path
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

tasks.named("preBuild") { dependsOn(cargoNdk, generateBindings) }

dependencies {
    api(libs.coroutines.android)
    implementation(variantOf(libs.jna) { artifactType("aar") })
}
