#!/usr/bin/env python3
# What: makes assenso-1.json, the published vectors of the Assenso protocol, version 1.
# Why:  an implementation of docs/PROTOCOL.md in another language, that shares no code with core/. If both give the
#       same bytes, the page says enough. Keys are derived from their names and signatures are deterministic
#       (RFC 6979), so that every run gives the same file.
# Usage: tests/vectors/assenso_1.py > tests/vectors/assenso-1.json     needs Python 3.9 and `pip install cryptography`
import base64
import hashlib
import hmac
import json
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ISSUER = "https://mail.example"
BASE = "https://mail.example/assenso/v1"
START_MS = 1_700_000_000_000


def sha256(data):
    return hashlib.sha256(data).digest()


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def fixed(name, length):
    """Bytes that stand where a real side takes random ones."""
    return sha256(f"assenso-1 vectors: {name}".encode())[:length]


def compact_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Key:
    def __init__(self, name):
        self.name = name
        scalar = int.from_bytes(fixed(f"key {name}", 32), "big") % (ORDER - 1) + 1
        self.scalar = scalar.to_bytes(32, "big")
        self.private = ec.derive_private_key(scalar, ec.SECP256R1())
        numbers = self.private.public_key().public_numbers()
        self.x, self.y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        self.sec1 = b"\x04" + self.x + self.y
        self.jwk = {"kty": "EC", "crv": "P-256", "x": b64u(self.x), "y": b64u(self.y)}
        members = f'{{"crv":"P-256","kty":"EC","x":"{b64u(self.x)}","y":"{b64u(self.y)}"}}'
        self.thumbprint = b64u(sha256(members.encode()))

    def der(self, message):
        return self.private.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    def raw(self, message):
        r, s = utils.decode_dss_signature(self.der(message))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


KEYS = {
    name: Key(name)
    for name in [
        "root", "online_1", "online_2", "possession", "approval", "phone_ephemeral", "service_ephemeral", "stranger"
    ]
}  # fmt: skip
DEVICE = KEYS["possession"].thumbprint


def signed_text(signer, header, claims):
    """A compact JWS over a header and claims that are given as bytes."""
    signing_input = f"{b64u(header)}.{b64u(claims)}"
    return f"{signing_input}.{b64u(signer.raw(signing_input.encode()))}"


class Vector:
    """One signed object."""

    def __init__(self, name, typ, signer, reference, claims):
        self.name, self.typ, self.signer, self.claims = name, typ, KEYS[signer], claims
        self.header = {"alg": "ES256", "typ": typ}
        if reference == "kid":
            self.header["kid"] = self.signer.thumbprint
        else:
            self.header["jwk"] = self.signer.jwk
        self.compact = signed_text(self.signer, compact_json(self.header), compact_json(claims))
        self.signing_input = self.compact.rpartition(".")[0]
        self.hash = b64u(sha256(self.compact.encode()))
        self.subject = b64u(sha256(self.signing_input.encode()))

    def published(self):
        return {
            "name": self.name,
            "typ": self.typ,
            "signed_by": self.signer.name,
            "header": self.header,
            "claims": self.claims,
            "signing_input": self.signing_input,
            "signature_der": self.signer.der(self.signing_input.encode()).hex(),
            "compact": self.compact,
            "hash": self.hash,
            "subject": self.subject,
        }


def from_provider(**claims):
    return {"v": 1, "iss": ISSUER, "aud": DEVICE, **claims}


def from_phone(**claims):
    return {"v": 1, "iss": DEVICE, "aud": ISSUER, **claims}


def lp(data):
    return struct.pack(">I", len(data)) + data


def hmac256(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def hkdf_expand(prk, info, length):
    block, okm = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac256(prk, block + info + bytes([counter]))
        okm += block
    return okm[:length]


def totp(secret, time_s):
    digest = hmac.new(secret, struct.pack(">Q", time_s // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def agreement(account, challenge):
    phone, service = KEYS["phone_ephemeral"], KEYS["service_ephemeral"]
    possession, approval = KEYS["possession"].thumbprint, KEYS["approval"].thumbprint
    challenge_hash = sha256(challenge.encode())
    transcript = b"".join(
        lp(part)
        for part in [
            b"assenso/1 pairing",
            ISSUER.encode(),
            account.encode(),
            challenge_hash,
            phone.sec1,
            service.sec1,
            possession.encode(),
            approval.encode(),
        ]
    )
    th = sha256(transcript)
    z = phone.private.exchange(ec.ECDH(), service.private.public_key())
    prk = hmac256(th, z)
    kd = hkdf_expand(prk, b"assenso/1 confirm-device", 32)
    ks = hkdf_expand(prk, b"assenso/1 confirm-service", 32)
    secrets = {
        name: hkdf_expand(prk, b"assenso/1 totp", length)
        for name, length in [("SHA1", 20), ("SHA256", 32), ("SHA512", 64)]
    }
    return {
        "issuer": ISSUER,
        "account": account,
        "challenge": challenge,
        "challenge_hash": challenge_hash.hex(),
        "phone_private": phone.scalar.hex(),
        "phone_ephemeral": phone.sec1.hex(),
        "service_private": service.scalar.hex(),
        "service_ephemeral": service.sec1.hex(),
        "possession": possession,
        "approval": approval,
        "transcript": transcript.hex(),
        "th": th.hex(),
        "z": z.hex(),
        "prk": prk.hex(),
        "secret": {name: secret.hex() for name, secret in secrets.items()},
        "kd": kd.hex(),
        "ks": ks.hex(),
        "device_tag": b64u(hmac256(kd, th)),
        "service_tag": b64u(hmac256(ks, th)),
        "fallback_codes": [
            {"time_s": time_s, "code": totp(secrets["SHA1"], time_s)}
            for time_s in [0, 59, 1_111_111_109, START_MS // 1000, 20_000_000_000]
        ],
    }


def nonce(issued_at_ms):
    """The stand-in provider's DPoP nonce: section 2."""
    node_key, random, key_id = fixed("node key", 32), fixed("nonce", 8), 1
    body = bytes([key_id]) + struct.pack(">Q", issued_at_ms) + random
    return {
        "node_key": node_key.hex(),
        "key_id": key_id,
        "issued_at_ms": issued_at_ms,
        "random": random.hex(),
        "nonce": b64u(body + hmac256(node_key, body)[:16]),
    }


def proof(name, route, body, given_nonce, at_ms):
    claims = {
        "htm": "POST",
        "htu": BASE + route,
        "jti": b64u(fixed(f"jti {name}", 16)),
        "iat": at_ms // 1000,
        "nonce": given_nonce,
        "bh": b64u(sha256(body)),
    }
    return Vector(name, "dpop+jwt", "possession", "jwk", claims)


def pairing_objects():
    keys_1 = Vector("keys, epoch 1", "assenso-keys+jwt", "root", "kid", {
        "v": 1, "iss": ISSUER, "aud": ISSUER, "epoch": 1, "root": KEYS["root"].jwk,
        "keys": [KEYS["online_1"].jwk], "previous": None, "created_ms": START_MS,
    })  # fmt: skip
    keys_2 = Vector("keys, epoch 2", "assenso-keys+jwt", "root", "kid", {
        "v": 1, "iss": ISSUER, "aud": ISSUER, "epoch": 2, "root": KEYS["root"].jwk,
        "keys": [KEYS["online_2"].jwk, KEYS["online_1"].jwk], "previous": keys_1.hash,
        "created_ms": START_MS + 86_400_000,
    })  # fmt: skip
    account = b64u(fixed("account", 16))
    challenge = Vector("challenge", "assenso-challenge+jwt", "online_2", "kid", from_provider(
        epoch=2, session=b64u(fixed("session", 16)), challenge=b64u(fixed("challenge", 32)), account=account,
        ephemeral=KEYS["service_ephemeral"].jwk, totp={"algorithm": "SHA1", "digits": 6, "period_s": 30},
        classes=["device", "biometric"], versions=[1], lifetime_ms=300_000,
    ))  # fmt: skip
    accept = Vector("accept", "assenso-accept+jwt", "possession", "jwk", from_phone(
        challenge=challenge.hash, other=KEYS["approval"].thumbprint, role="possession",
    ))  # fmt: skip
    agreed = agreement(account, challenge.compact)
    pairing = Vector("pairing", "assenso-pairing+jwt", "approval", "jwk", from_phone(
        challenge=challenge.hash, possession=KEYS["possession"].jwk, approval=KEYS["approval"].jwk,
        accept=accept.compact, **{"class": "device"}, level="software", attestation=[],
        ephemeral=KEYS["phone_ephemeral"].jwk, tag=agreed["device_tag"], versions=[1],
        device_name="Anna’s phone", app="Assenso 0.1.0",
    ))  # fmt: skip
    paired = Vector("paired", "assenso-paired+jwt", "online_2", "kid", from_provider(
        epoch=2, statement=pairing.subject, account=account, provider_name="Example Mail",
        account_name="anna@mail.example", generation=1, tag=agreed["service_tag"], number_digits=2,
        full_power_from_ms=0,
    ))  # fmt: skip
    association = Vector("association", "assenso-association+jwt", "online_2", "kid", from_provider(
        epoch=2, nonce=b64u(fixed("association nonce", 16)), generation=1, state="associated",
        held="nothing", full_power_from_ms=0, time_ms=START_MS + 90_000_000,
    ))  # fmt: skip
    return [keys_1, keys_2, challenge, accept, pairing, paired, association], account, agreed


def approval_objects(account):
    created_ms = START_MS + 100_000_000
    fetched_ms = created_ms + 1_500
    request = Vector("request", "assenso-request+jwt", "online_2", "kid", from_provider(
        id=b64u(fixed("request", 16)), account=account, kind="sign_in",
        view={"address": "192.0.2.7", "browser": "firefox", "known": False, "place": "Forlì, Italy", "system": "linux"},
        number_digits=2, created_ms=created_ms,
    ))  # fmt: skip
    in_panel = Vector("request, action", "assenso-request+jwt", "online_2", "kid", from_provider(
        id=b64u(fixed("action request", 16)), account=account, kind="action",
        view={"action": "number", "address": "192.0.2.7", "browser": "firefox", "known": True,
              "number": "+393471234567", "place": "Forlì, Italy", "system": "linux"},
        number_digits=2, created_ms=created_ms,
    ))  # fmt: skip
    first = proof("proof without a nonce", "/inbox", b"{}", "", fetched_ms)
    second = proof("proof with a nonce", "/inbox", b"{}", nonce(fetched_ms)["nonce"], fetched_ms)
    inbox = Vector("inbox", "assenso-inbox+jwt", "online_2", "kid", from_provider(
        epoch=2, jti=second.claims["jti"], time_ms=fetched_ms, generation=1,
        requests=[{"request": request.compact, "left_ms": 118_500}],
    ))  # fmt: skip
    about = {"request_id": request.claims["id"], "request": request.hash, "account": account}
    approve = Vector("answer, approve", "assenso-answer+jwt", "approval", "kid",
                     from_phone(**about, decision="approve", number="07"))  # fmt: skip
    deny = Vector("answer, deny", "assenso-answer+jwt", "possession", "kid", from_phone(**about, decision="deny"))

    report = Vector("report", "assenso-report+jwt", "possession", "kid",
                    from_phone(account=account, answer=deny.subject, reason="not_me"))  # fmt: skip

    challenge = b64u(fixed("action challenge", 32))
    deactivate = Vector("action, deactivate", "assenso-action+jwt", "approval", "kid", from_phone(
        account=account, challenge=challenge, action={"kind": "deactivate"},
    ))  # fmt: skip
    recovery_code = Vector("action, recovery code", "assenso-action+jwt", "approval", "kid", from_phone(
        account=account, challenge=challenge,
        action={"kind": "recovery_code", "hash": b64u(recovery_codes()[0]["hash"])},
    ))  # fmt: skip

    def receipt(name, of, state, time_ms, request=about):
        return Vector(name, "assenso-receipt+jwt", "online_2", "kid", from_provider(
            request_id=request["request_id"], request=request["request"], of=of, state=state, time_ms=time_ms,
        ))  # fmt: skip

    receipts = [
        receipt("receipt, approved", approve.subject, "approved", created_ms + 9_000),
        receipt("receipt, denied", deny.subject, "denied", created_ms + 9_000),
        receipt("receipt, expired", None, "expired", created_ms + 120_000),
        receipt("receipt, reported", report.subject, "reported", created_ms + 15_000,
                {"request_id": None, "request": None}),
        receipt("receipt, done", recovery_code.subject, "done", created_ms + 20_000,
                {"request_id": None, "request": None}),
    ]  # fmt: skip
    actions = [deactivate, recovery_code]
    return [first, second, inbox, request, in_panel, approve, deny, report, *actions, *receipts], fetched_ms


def refused_objects(objects):
    """Objects that must not verify. Unless the reason is the signature, the signature is right."""
    by_name = {vector.name: vector for vector in objects}
    approve, association = by_name["answer, approve"], by_name["association"]
    paired, accept, proof = by_name["paired"], by_name["accept"], by_name["proof with a nonce"]
    report, reported = by_name["report"], by_name["receipt, reported"]
    out = []

    def refuse(why, vector, compact):
        out.append({"why": why, "typ": vector.typ, "signed_by": vector.signer.name, "compact": compact})

    def header(why, vector, **changes):
        changed = {name: value for name, value in {**vector.header, **changes}.items() if value is not ...}
        refuse(why, vector, signed_text(vector.signer, compact_json(changed), compact_json(vector.claims)))

    def claims(why, vector, **changes):
        changed = {name: value for name, value in {**vector.claims, **changes}.items() if value is not ...}
        refuse(why, vector, signed_text(vector.signer, compact_json(vector.header), compact_json(changed)))

    def text(why, vector, old, new, part="claims"):
        parts = {"header": compact_json(vector.header), "claims": compact_json(vector.claims)}
        assert old in parts[part], (why, old)
        parts[part] = parts[part].replace(old, new, 1)
        refuse(why, vector, signed_text(vector.signer, **parts))

    header("alg is none", approve, alg="none")
    header("alg is ES384", approve, alg="ES384")
    header("alg in lower case", approve, alg="es256")
    header("no alg", approve, alg=...)
    header("no typ", approve, typ=...)
    header("typ of another object", approve, typ="assenso-receipt+jwt")
    header("typ with a media type prefix", approve, typ="application/assenso-answer+jwt")
    header("crit", approve, crit=["exp"])
    header("b64", approve, b64=True)
    header("x5c", approve, x5c=[])
    header("both kid and jwk", approve, jwk=approve.signer.jwk)
    header("neither kid nor jwk", approve, kid=...)
    header("kid is null", approve, kid=None)
    header("a jwk with a private member", accept, jwk={**accept.signer.jwk, "d": b64u(accept.signer.scalar)})
    header("a jwk that is no point of the curve", accept, jwk={**accept.signer.jwk, "y": accept.signer.jwk["x"]})
    header("a jwk without y", accept, jwk={k: v for k, v in accept.signer.jwk.items() if k != "y"})
    text("a header member twice", approve, b'{"alg":"ES256"', b'{"alg":"ES256","alg":"ES256"', "header")
    claims("an unknown member", approve, exp=1)
    claims("no decision", approve, decision=...)
    claims("decision is null", approve, decision=None)
    claims("number is null", approve, number=None)
    claims("v is 2", approve, v=2)
    claims("v is text", approve, v="1")
    claims("v with a fraction", approve, v=1.0)
    text("decision twice", approve, b'"decision":"approve"', b'"decision":"deny","decision":"approve"')
    text("decision as an object", approve, b'"approve"', b'{"approve":null}')
    claims("no reason", report, reason=...)
    claims("a reason that is none", report, reason="other")
    claims("reason is null", report, reason=None)
    claims("a report that names its request too", report, request_id=by_name["request"].claims["id"])
    claims("a report about no answer", report, answer=None)
    header("an answer's typ on a report", report, typ="assenso-answer+jwt")
    claims("a receipt in a state that is none", reported, state="taken")
    claims("an integer over 2^53 - 1", association, time_ms=2**53)
    claims("a negative integer", association, generation=-1)
    text("negative zero", association, b'"full_power_from_ms":0', b'"full_power_from_ms":-0')
    text("an exponent", association, b'"generation":1', b'"generation":1e0')
    claims("a nonce with trailing bits", association, nonce=b64u(bytes(16))[:-1] + "B")
    claims("display text with an override", paired, provider_name="Example\u202eMail")
    claims("display text with white space at its end", paired, provider_name="Example Mail ")
    claims("display text of 65 characters", paired, provider_name="a" * 65)
    claims("empty display text", paired, account_name="")
    claims("a tag of 31 bytes", paired, tag=b64u(bytes(31)))
    claims("a thumbprint of 42 characters", accept, other=accept.claims["other"][:42])
    claims("a proof with v", proof, v=1)
    claims("a list in a view", by_name["request"], view={**by_name["request"].claims["view"], "more": []})
    claims("a fraction in a view", by_name["request"], view={**by_name["request"].claims["view"], "more": 0.5})
    text("a member of a view twice", by_name["request"], b'"known":false', b'"known":false,"known":true')
    deactivate, recovery_code = by_name["action, deactivate"], by_name["action, recovery code"]
    code_hash = recovery_code.claims["action"]["hash"]
    claims("an action of a kind that is none", deactivate, action={"kind": "approve"})
    claims("an action without a kind", recovery_code, action={"hash": code_hash})
    claims("an action as text", deactivate, action="deactivate")
    claims("an action as a list", deactivate, action=["deactivate"])
    claims("a member too many in an action", deactivate, action={"kind": "deactivate", "hash": code_hash})
    claims("an action that lacks its member", recovery_code, action={"kind": "recovery_code"})
    claims("a hash that is null", recovery_code, action={"kind": "recovery_code", "hash": None})
    claims("a hash of 31 bytes", recovery_code, action={"kind": "recovery_code", "hash": b64u(bytes(31))})
    text("the kind of an action twice", deactivate, b'"kind":"deactivate"', b'"kind":"deactivate","kind":"deactivate"')
    claims("an action without a challenge", deactivate, challenge=...)
    header("an answer's typ on an action", deactivate, typ="assenso-answer+jwt")
    values = compact_json(list(association.claims.values()))
    refuse("claims as a list", association, signed_text(association.signer, compact_json(association.header), values))

    head, body, signature = approve.compact.split(".")
    raw = approve.signer.raw(approve.signing_input.encode())
    refuse("no signature", approve, f"{head}.{body}.")
    refuse("two parts", approve, f"{head}.{body}")
    refuse("four parts", approve, f"{approve.compact}.{signature}")
    refuse("padding", approve, f"{approve.compact}==")
    refuse("trailing bits", approve, approve.compact[:-1] + chr(ord(approve.compact[-1]) + 1))
    refuse("white space at the end", approve, f"{approve.compact}\n")
    refuse("a signature of 63 bytes", approve, f"{head}.{body}.{b64u(raw[:63])}")
    refuse("a signature of 65 bytes", approve, f"{head}.{body}.{b64u(bytes(1) + raw)}")
    refuse("a signature in DER", approve,
           f"{head}.{body}.{b64u(approve.signer.der(approve.signing_input.encode()))}")  # fmt: skip
    refuse("a signature of zeros", approve, f"{head}.{body}.{b64u(bytes(64))}")
    refuse("r and s swapped", approve, f"{head}.{body}.{b64u(raw[32:] + raw[:32])}")
    refuse("a signature by another key", approve,
           f"{head}.{body}.{b64u(KEYS['stranger'].raw(approve.signing_input.encode()))}")  # fmt: skip
    other = b64u(compact_json({**approve.claims, "number": "08"}))
    refuse("other claims under the same signature", approve, f"{head}.{other}.{signature}")
    mac_header = compact_json({**approve.header, "alg": "HS256"})
    mac_input = f"{b64u(mac_header)}.{body}"
    refuse("alg is HS256, keyed by the public key", approve,
           f"{mac_input}.{b64u(hmac256(approve.signer.sec1, mac_input.encode()))}")  # fmt: skip
    return out


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def crockford(data):
    """All bits, the rest of the last character zeros."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(CROCKFORD[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


def recovery_codes():
    """Recovery codes: what is printed, what is kept: section 8."""
    out = []
    for code in [fixed("recovery code", 16), bytes(16), b"\xff" * 16]:
        check = crockford(sha256(lp(b"assenso/1 recovery check") + lp(code)))[:2]
        letters = crockford(code) + check
        printed = "-".join(letters[at : at + 4] for at in range(0, 28, 4))
        out.append({"code": code, "printed": printed, "hash": sha256(lp(b"assenso/1 recovery") + lp(code))})
    return out


def recovery():
    """Recovery codes, ways of typing the first one, and texts that are none."""
    codes = recovery_codes()
    printed = codes[0]["printed"]
    letters = printed.replace("-", "")
    other = letters[:5] + ("2" if letters[5] != "2" else "3") + letters[6:]
    swapped = next(at for at in range(27) if letters[at] != letters[at + 1])
    zeros = codes[1]["printed"]
    return {
        "codes": [
            {"code": b64u(one["code"]), "printed": one["printed"], "hash": b64u(one["hash"])} for one in codes
        ],
        "typed": [printed.lower(), letters, printed.replace("-", " "), "\t" + printed.replace("-", " - ") + " "],
        "typed_zeros": [zeros.replace("0", "o"), zeros.replace("0", "O")],
        "refused": [
            {"why": why, "text": text}
            for why, text in {
                "nothing": "",
                "a character is missing": letters[:-1],
                "a character too many": letters + "0",
                "a mistyped character": other,
                "two characters in each other's place":
                    letters[:swapped] + letters[swapped + 1] + letters[swapped] + letters[swapped + 2 :],
                "a letter that is in no code": "U" + letters[1:],
                "a digit of another script": "\u0664" + letters[1:],
                "trailing bits": letters[:25] + CROCKFORD[CROCKFORD.index(letters[25]) + 1] + letters[26:],
                "the bytes as they are sent": b64u(codes[0]["code"]),
            }.items()
        ],
    }  # fmt: skip


def invitation():
    """An invitation, others that are good, and texts that are none: section 6."""
    token, root = fixed("invitation", 16), KEYS["root"].thumbprint
    path = "/.well-known/assenso/invite"

    def link(issuer=ISSUER, path=path, fragment=f"t={b64u(token)}&r={root}"):
        return f"{issuer}{path}#{fragment}"

    def host(length):
        """A host name of so many characters."""
        labels = "a" * 63 + "." + "b" * 63 + "." + "c" * 63 + "."
        return labels + "d" * (length - len(labels))

    good = {
        "as it is made": link(),
        "with a port": link("https://mail.example:8443"),
        "an address for a name": link("https://[2001:db8::7]"),
        "an international name as A-labels": link("https://xn--forl-tpa.example"),
        "white space around it": f" \t{link()}\r\n",
    }
    bad = {
        "nothing": "",
        "an issuer": ISSUER,
        "no fragment": f"{ISSUER}{path}",
        "an empty fragment": link(fragment=""),
        "no token": link(fragment=f"r={root}"),
        "no root": link(fragment=f"t={b64u(token)}"),
        "an empty token": link(fragment=f"t=&r={root}"),
        "the other order": link(fragment=f"r={root}&t={b64u(token)}"),
        "a member twice": link(fragment=f"t={b64u(token)}&t={b64u(token)}&r={root}"),
        "the root twice": link() + f"&r={root}",
        "an unknown member": link() + "&x=1",
        "a token of 15 bytes": link(fragment=f"t={b64u(token[:15])}&r={root}"),
        "a token of 17 bytes": link(fragment=f"t={b64u(token + b'0')}&r={root}"),
        "a token with padding": link(fragment=f"t={b64u(token)}==&r={root}"),
        "a token with trailing bits": link(fragment=f"t={b64u(bytes(16))[:-1]}B&r={root}"),
        "a token of base64": link(fragment=f"t={'+' * 21}A&r={root}"),
        "a token in percent-encoding": link(fragment=f"t=%41{b64u(token)[1:]}&r={root}"),
        "a root of 42 characters": link()[:-1],
        "a root of 44 characters": link() + "A",
        "a root with trailing bits": link(fragment=f"t={b64u(token)}&r={b64u(bytes(32))[:-1]}B"),
        "a root in hexadecimal": link(fragment=f"t={b64u(token)}&r={fixed('root', 32).hex()}"),
        "a query": link(path=f"{path}?utm_source=mail"),
        "the members as a query": f"{ISSUER}{path}?t={b64u(token)}&r={root}",
        "a slash at the end of the path": link(path=f"{path}/"),
        "another path": link(path="/.well-known/assenso/invitation"),
        "a path before it": link(path=f"/mail{path}"),
        "the path twice": link(path=f"{path}#t=x{path}"),
        "the path in percent-encoding": link(path="/%2Ewell-known/assenso/invite"),
        "a user": link("https://anna@mail.example"),
        "a user and a password": link("https://mail.example:pass@other.example"),
        "the usual port": link("https://mail.example:443"),
        "capital letters": link("https://Mail.example"),
        "a capital scheme": link("HTTPS://mail.example"),
        "an international name as it is written": link("https://forlì.example"),
        "a dot for a dot": link("https://mail\u3002example"),
        "an override": link("https://mail\u202e.example"),
        "a tab in the name": link("https://mail\t.example"),
        "a line feed in the token": link(fragment=f"t={b64u(token)[:9]}\n{b64u(token)[9:]}&r={root}"),
        "a zero byte": link() + "\0",
        "a space that is none of ASCII": "\u00a0" + link(),
        "a backslash for a slash": link("https:\\\\mail.example"),
        "no name": link("https://"),
        "no scheme": link("mail.example"),
        "a scheme of an app": link("assenso://mail.example"),
        "an issuer of 301 characters": link("https://" + host(253) + "." + "e" * 39),
        "text before it": "Scan this: " + link(),
        "another app's code": "otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ&issuer=Mail",
        "another app's link": "https://mail.example/invite#t=1&r=2",
        "a code for a network": "WIFI:S:mail.example;T:WPA;P:password;;",
    }
    return {
        "issuer": ISSUER,
        "token": b64u(token),
        "root": root,
        "link": link(),
        "good": [{"what": what, "text": text} for what, text in good.items()],
        "refused": [{"why": why, "text": text} for why, text in bad.items()],
        "insecure": [link("http://mail.example"), link("http://127.0.0.1.mail.example")],
        "loopback": [link("http://127.0.0.1:8642"), link("http://[::1]:8642"), link("http://localhost")],
    }


def main():
    pairing, account, agreed = pairing_objects()
    approval, fetched_ms = approval_objects(account)
    objects = pairing + approval
    challenge_hash = bytes.fromhex(agreed["challenge_hash"])
    attestation = lp(b"assenso/1 attestation") + lp(challenge_hash) + lp(DEVICE.encode())
    by_name = {vector.name: vector for vector in objects}
    first, second = by_name["proof without a nonce"], by_name["proof with a nonce"]
    document = {
        "about": "Vectors of the Assenso protocol, version 1: docs/PROTOCOL.md section 14. Hexadecimal is lower case, "
                 "everything else is as on the wire. Every private key here is public: never use one.",
        "origin": "tests/vectors/assenso_1.py, Python with the cryptography package; ECDSA as RFC 6979",
        "issuer": ISSUER,
        "base": BASE,
        "device": DEVICE,
        "keys": {
            name: {
                "private": key.scalar.hex(),
                "sec1": key.sec1.hex(),
                "jwk": key.jwk,
                "thumbprint": key.thumbprint,
            }
            for name, key in KEYS.items()
        },
        "objects": [vector.published() for vector in objects],
        "agreement": agreed,
        "attestation": {
            "challenge_hash": challenge_hash.hex(),
            "possession": DEVICE,
            "input": attestation.hex(),
            "attestation_challenge": sha256(attestation).hex(),
        },
        "dpop": {
            "body": "{}",
            "body_hash": b64u(sha256(b"{}")),
            "empty_body_hash": b64u(sha256(b"")),
            "nonce": nonce(fetched_ms),
            "exchange": [
                {
                    "request": {"method": "POST", "url": BASE + "/inbox", "dpop": first.compact, "body": "{}"},
                    "reply": {"status": 401, "code": "use_dpop_nonce", "dpop_nonce": second.claims["nonce"]},
                },
                {
                    "request": {"method": "POST", "url": BASE + "/inbox", "dpop": second.compact, "body": "{}"},
                    "reply": {"status": 200, "body": {"inbox": by_name["inbox"].compact}},
                },
            ],
        },
        "refused": refused_objects(objects),
        "invitation": invitation(),
        "recovery": recovery(),
    }  # fmt: skip
    print(json.dumps(document, ensure_ascii=False, indent=1))


main()
