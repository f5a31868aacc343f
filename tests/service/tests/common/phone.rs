//! A small phone: ring keys, the protocol's shapes, and every step on its own, so that a test
//! can take each one wrongly.

use std::net::SocketAddr;

use assenso_core::crypto::{
    Agreed, AgreementInput, EphemeralSecret, PublicKey, Thumbprint, agree, sha256,
};
use assenso_core::jose::{Bytes, Compact, Digest, Jwk, KeyRef, Unsigned, hash};
use assenso_core::ports::{HardwareLevel, KeyClass, KeyRole};
use assenso_core::protocol::{
    AcceptClaims, AnswerClaims, AssociationClaims, ChallengeClaims, Decision, DisplayText,
    InboxClaims, KeysClaims, PairedClaims, PairingClaims, ProofClaims, ReceiptClaims,
    RequestClaims, SignedObject, V1,
};
use reqwest::header::HeaderMap;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use super::{PASSWORD, World};

/// A key pair.
pub(crate) struct Pair {
    pair: EcdsaKeyPair,
    pub(crate) public: PublicKey,
}

impl Pair {
    pub(crate) fn new() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).unwrap();
        let public = PublicKey::from_sec1(pair.public_key().as_ref()).unwrap();
        Self { pair, public }
    }

    pub(crate) fn thumbprint(&self) -> Thumbprint {
        self.public.thumbprint()
    }

    /// Signs, with the key named by thumbprint.
    pub(crate) fn sign<C: SignedObject>(&self, claims: &C) -> String {
        self.finish(&Unsigned::new(KeyRef::Kid(&self.thumbprint()), claims).unwrap())
    }

    /// Signs, with the key itself in the header.
    pub(crate) fn introduce<C: SignedObject>(&self, claims: &C) -> String {
        self.finish(&Unsigned::new(KeyRef::Jwk(&self.public), claims).unwrap())
    }

    pub(crate) fn finish(&self, unsigned: &Unsigned) -> String {
        let message = unsigned.signing_input().as_bytes();
        let signature = self.pair.sign(&SystemRandom::new(), message).unwrap();
        unsigned.with_raw_signature(signature.as_ref().try_into().unwrap())
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Reply {
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }

    /// The code of a problem document.
    #[track_caller]
    pub(crate) fn code(&self) -> &str {
        let code = self.body["code"].as_str();
        assert!(code.is_some(), "not a problem: {} {}", self.status, self.body);
        assert_eq!(self.body["status"], self.status);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        code.unwrap()
    }
}

/// A call before it is sent.
pub(crate) struct Outgoing {
    pub(crate) path: String,
    pub(crate) proof: ProofClaims,
    pub(crate) body: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// A phone.
pub(crate) struct Phone {
    pub(crate) http: reqwest::Client,
    pub(crate) issuer: String,
    pub(crate) address: SocketAddr,
    pub(crate) possession: Pair,
    pub(crate) approval: Pair,
    pub(crate) nonce: String,
    pub(crate) session: String,
    pub(crate) keys: Option<PublicKey>,
    pub(crate) agreed: Option<Agreed>,
    pub(crate) paired: Option<PairedClaims>,
}

/// A statement and what it was made from, to be changed before it is signed.
pub(crate) struct Draft {
    pub(crate) claims: PairingClaims,
    pub(crate) accept: AcceptClaims,
    pub(crate) agreed: Agreed,
}

impl Phone {
    pub(crate) fn new(http: &reqwest::Client, issuer: &str, address: SocketAddr) -> Self {
        Self {
            http: http.clone(),
            issuer: issuer.to_owned(),
            address,
            possession: Pair::new(),
            approval: Pair::new(),
            nonce: String::new(),
            session: String::new(),
            keys: None,
            agreed: None,
            paired: None,
        }
    }

    pub(crate) fn id(&self) -> String {
        self.possession.thumbprint().as_str().to_owned()
    }

    /// A call as it should be.
    pub(crate) fn draft(&self, route: &str, body: &Value) -> Outgoing {
        let path = format!("/assenso/v1{route}");
        let body = body.to_string();
        Outgoing {
            proof: ProofClaims {
                htm: "POST".to_owned(),
                htu: format!("{}{path}", self.issuer),
                jti: Bytes::random().unwrap(),
                iat: 1,
                nonce: self.nonce.clone(),
                bh: Digest::new(sha256(body.as_bytes())),
            },
            path,
            body,
            headers: Vec::new(),
        }
    }

    /// Sends a call with its proof, once.
    pub(crate) async fn send(&mut self, outgoing: &Outgoing) -> Reply {
        let proof = self.possession.introduce(&outgoing.proof);
        self.send_with_proof(outgoing, &proof).await
    }

    pub(crate) async fn send_with_proof(&mut self, outgoing: &Outgoing, proof: &str) -> Reply {
        let url = format!("http://{}{}", self.address, outgoing.path);
        let mut request = self
            .http
            .post(url)
            .header("content-type", "application/json")
            .header("dpop", proof)
            .body(outgoing.body.clone());
        for (name, value) in &outgoing.headers {
            request = request.header(*name, value);
        }
        let reply = request.send().await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        if let Some(nonce) = headers.get("dpop-nonce") {
            nonce.to_str().unwrap().clone_into(&mut self.nonce);
        }
        let text = reply.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Reply { status, headers, body }
    }

    /// A call as phones make it: tried again once with a fresh nonce.
    pub(crate) async fn call(&mut self, route: &str, body: &Value) -> Reply {
        let first = self.draft(route, body);
        let reply = self.send(&first).await;
        if reply.body["code"] != "use_dpop_nonce" {
            return reply;
        }
        let second = self.draft(route, body);
        self.send(&second).await
    }

    /// Fetches the chain and keeps the newest online key.
    pub(crate) async fn fetch_keys(&mut self) -> Vec<KeysClaims> {
        let url = format!("http://{}/assenso/v1/keys/1", self.address);
        let body: Value = self.http.get(url).send().await.unwrap().json().await.unwrap();
        let objects = body["keys"].as_array().unwrap();
        let mut chain: Vec<KeysClaims> = Vec::new();
        let mut previous: Option<Digest> = None;
        for object in objects {
            let object = object.as_str().unwrap();
            let parsed = Compact::parse(object).unwrap();
            let claims: KeysClaims = unverified(object);
            let root = chain.first().map_or(claims.root.0, |first| first.root.0);
            assert_eq!(parsed.kid().unwrap(), root.thumbprint().as_str());
            let claims: KeysClaims =
                parsed.verify_between(&root, &self.issuer, &self.issuer).unwrap();
            assert_eq!(claims.previous, previous);
            previous = Some(hash(object));
            chain.push(claims);
        }
        self.keys = chain.last().map(|newest| newest.keys[0].0);
        chain
    }

    /// Verifies an object of the provider under the key that signs now.
    pub(crate) fn verified<C: SignedObject>(&self, object: &Value) -> C {
        let object = Compact::parse(object.as_str().unwrap()).unwrap();
        object.verify_between(&self.keys.unwrap(), &self.issuer, &self.id()).unwrap()
    }

    pub(crate) async fn open_session(&mut self) -> Reply {
        let reply = self.call("/session", &json!({})).await;
        if let Some(session) = reply.body["session"].as_str() {
            session.clone_into(&mut self.session);
        }
        reply
    }

    pub(crate) async fn password(&mut self, email: &str, password: &str) -> Reply {
        let body = json!({ "session": self.session, "email": email, "password": password });
        self.call("/session/password", &body).await
    }

    pub(crate) async fn sign_in_code(&mut self, code: &str) -> Reply {
        let body = json!({ "session": self.session, "purpose": "sign_in", "code": code });
        self.call("/session/code", &body).await
    }

    pub(crate) async fn next(&mut self) -> Reply {
        self.call("/session/next", &json!({ "session": self.session })).await
    }

    pub(crate) async fn begin_pairing(&mut self) -> Reply {
        self.call("/pairing", &json!({ "session": self.session })).await
    }

    pub(crate) async fn challenge(&mut self, code: &str) -> Reply {
        self.call("/pairing/challenge", &json!({ "session": self.session, "code": code })).await
    }

    pub(crate) async fn statement(&mut self, statement: &str) -> Reply {
        let body = json!({ "session": self.session, "statement": statement });
        self.call("/pairing/statement", &body).await
    }

    pub(crate) async fn commit(&mut self, paired: &str) -> Reply {
        let body = json!({
            "session": self.session, "paired": hash(paired), "nonce": Bytes::<16>::random().unwrap(),
        });
        self.call("/pairing/commit", &body).await
    }

    /// As far as *signed in, not associated*.
    pub(crate) async fn sign_in(&mut self, world: &World, email: &str) {
        self.fetch_keys().await;
        self.open_session().await.ok();
        assert_eq!(self.password(email, PASSWORD).await.ok()["next"], "sign_in_code");
        let code = world.newest_code().await;
        assert_eq!(self.sign_in_code(&code).await.ok()["next"], "signed_in");
    }

    /// As far as the challenge.
    pub(crate) async fn challenged(&mut self, world: &World, email: &str) -> String {
        if self.session.is_empty() {
            self.sign_in(world, email).await;
        }
        self.begin_pairing().await.ok();
        let code = world.newest_code().await;
        let reply = self.challenge(&code).await.ok();
        let _: ChallengeClaims = self.verified(&reply["challenge"]);
        reply["challenge"].as_str().unwrap().to_owned()
    }

    /// What a right statement would say.
    pub(crate) fn draft_statement(&self, challenge: &str) -> Draft {
        let claims: ChallengeClaims = self.verified(&json!(challenge));
        let ephemeral = EphemeralSecret::generate().unwrap();
        let (possession, approval) = (self.possession.thumbprint(), self.approval.thumbprint());
        let input = AgreementInput {
            issuer: &self.issuer,
            account: &claims.account.to_string(),
            challenge,
            phone_ephemeral: &ephemeral.public(),
            service_ephemeral: &claims.ephemeral.0,
            possession: &possession,
            approval: &approval,
            secret_length: 32,
        };
        let agreed = agree(&ephemeral, &claims.ephemeral.0, &input).unwrap();
        let accept = AcceptClaims {
            v: V1,
            iss: self.id(),
            aud: self.issuer.clone(),
            challenge: hash(challenge),
            other: approval,
            role: KeyRole::Possession,
        };
        let claims = PairingClaims {
            v: V1,
            iss: self.id(),
            aud: self.issuer.clone(),
            challenge: hash(challenge),
            possession: Jwk(self.possession.public),
            approval: Jwk(self.approval.public),
            accept: String::new(),
            class: KeyClass::Device,
            level: HardwareLevel::Software,
            attestation: Vec::new(),
            ephemeral: Jwk(ephemeral.public()),
            tag: Bytes::new(agreed.device_tag.expose().try_into().unwrap()),
            versions: vec![1],
            device_name: DisplayText::new("Test phone").unwrap(),
            app: DisplayText::new("Test 1.0").unwrap(),
        };
        Draft { claims, accept, agreed }
    }

    /// Signs a draft with both keys.
    pub(crate) fn sign_statement(&self, draft: &Draft) -> String {
        let mut claims = draft.claims.clone();
        if claims.accept.is_empty() {
            claims.accept = self.possession.introduce(&draft.accept);
        }
        self.approval.introduce(&claims)
    }

    /// As far as the paired object, which is verified.
    pub(crate) async fn reserved(&mut self, world: &World, email: &str) -> String {
        let challenge = self.challenged(world, email).await;
        let draft = self.draft_statement(&challenge);
        let statement = self.sign_statement(&draft);
        let reply = self.statement(&statement).await.ok();
        let paired: PairedClaims = self.verified(&reply["paired"]);
        assert_eq!(paired.statement, assenso_core::jose::subject(&statement).unwrap());
        assert_eq!(paired.tag.as_bytes(), draft.agreed.service_tag.expose());
        self.agreed = Some(draft.agreed);
        self.paired = Some(paired);
        reply["paired"].as_str().unwrap().to_owned()
    }

    /// All the way to the account's device.
    pub(crate) async fn pair(&mut self, world: &World, email: &str) {
        let paired = self.reserved(world, email).await;
        let reply = self.commit(&paired).await.ok();
        let association: AssociationClaims = self.verified(&reply["association"]);
        assert_eq!(association.generation, self.paired.as_ref().unwrap().generation);
    }

    pub(crate) async fn association(&mut self) -> AssociationClaims {
        let nonce = Bytes::<16>::random().unwrap();
        let reply = self.call("/association", &json!({ "nonce": nonce })).await.ok();
        let association: AssociationClaims = self.verified(&reply["association"]);
        assert_eq!(association.nonce, nonce);
        association
    }

    /// One inbox call: the requests with their compact forms and the milliseconds left.
    pub(crate) async fn inbox(&mut self) -> Vec<(String, RequestClaims, u64)> {
        let mut outgoing = self.draft("/inbox", &json!({}));
        let mut reply = self.send(&outgoing).await;
        if reply.body["code"] == "use_dpop_nonce" {
            outgoing = self.draft("/inbox", &json!({}));
            reply = self.send(&outgoing).await;
        }
        let inbox: InboxClaims = self.verified(&reply.ok()["inbox"]);
        assert_eq!(inbox.jti, outgoing.proof.jti);
        let entry = |entry: assenso_core::protocol::InboxEntry| {
            let claims: RequestClaims = self.verified(&json!(entry.request));
            (entry.request, claims, entry.left_ms)
        };
        inbox.requests.into_iter().map(entry).collect()
    }

    /// The one request that waits.
    pub(crate) async fn only_request(&mut self) -> String {
        let mut inbox = self.inbox().await;
        assert_eq!(inbox.len(), 1);
        inbox.remove(0).0
    }

    /// What an answer would say.
    pub(crate) fn answer(&self, request: &str, number: Option<&str>) -> AnswerClaims {
        let claims: RequestClaims = unverified(request);
        AnswerClaims {
            v: V1,
            iss: self.id(),
            aud: self.issuer.clone(),
            request_id: claims.id,
            request: hash(request),
            account: claims.account,
            decision: if number.is_some() { Decision::Approve } else { Decision::Deny },
            number: number.map(str::to_owned),
        }
    }

    pub(crate) fn approval_of(&self, request: &str, number: &str) -> String {
        self.approval.sign(&self.answer(request, Some(number)))
    }

    pub(crate) fn denial_of(&self, request: &str) -> String {
        self.possession.sign(&self.answer(request, None))
    }

    pub(crate) async fn submit(&mut self, answer: &str) -> Reply {
        self.call("/answers", &json!({ "answer": answer })).await
    }

    /// Submits an answer and verifies its receipt.
    pub(crate) async fn settle(&mut self, answer: &str) -> ReceiptClaims {
        let reply = self.submit(answer).await.ok();
        self.verified(&reply["receipt"])
    }
}

/// The claims of an object whose signature does not matter here.
pub(crate) fn unverified<C: serde::de::DeserializeOwned>(compact: &str) -> C {
    let part = compact.split('.').nth(1).unwrap();
    let json = data_encoding::BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
    serde_json::from_slice(&json).unwrap()
}
