//! A certificate verifier that can't panic. The platform's does where a shell has to start it and
//! forgot: inside of a task, which would end without a word, and its account would look calm.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, SignatureScheme};

/// Refuses the certificate over which the verifier inside panics.
#[derive(Debug)]
pub(super) struct Caught<V>(pub(super) V);

impl<V: ServerCertVerifier> ServerCertVerifier for Caught<V> {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verify = || {
            self.0.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
        };
        catch_unwind(AssertUnwindSafe(verify)).unwrap_or_else(|_| {
            tracing::error!("the certificate verifier panicked: was it started?");
            Err(Error::General("the certificate verifier panicked".into()))
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the verifier of a platform that nobody started.
    #[derive(Debug)]
    struct NotStarted;

    impl ServerCertVerifier for NotStarted {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            panic!("not started")
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Err(Error::HandshakeNotComplete)
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Err(Error::HandshakeNotComplete)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            Vec::new()
        }
    }

    #[test]
    fn a_verifier_that_nobody_started_refuses_and_does_not_panic() {
        let certificate = CertificateDer::from_slice(b"");
        let name = ServerName::try_from("mail.example").unwrap();
        let now = UnixTime::since_unix_epoch(std::time::Duration::ZERO);
        let verified = Caught(NotStarted).verify_server_cert(&certificate, &[], &name, &[], now);
        assert!(matches!(verified, Err(Error::General(_))));
    }
}
