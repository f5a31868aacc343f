//! Section 14 of docs/PROTOCOL.md shows the objects of the file and nothing else.
//!
//! Each object is a line `**name**` and a JSON block of its claims, where a long text may end
//! in `…`.

use serde_json::Value;

use super::{list, text, vectors};

fn section_14() -> &'static str {
    let document = include_str!("../../../docs/PROTOCOL.md");
    document.split_once("\n## 14. ").expect("a section 14").1
}

/// Whether the page shows this value: the same, or a text of which it shows the beginning.
fn shows(shown: &Value, value: &Value) -> bool {
    match (shown, value) {
        (Value::String(shown), Value::String(text)) => match shown.strip_suffix('…') {
            Some(beginning) => beginning.len() >= 8 && text.starts_with(beginning),
            None => shown == text,
        },
        (Value::Array(shown), Value::Array(items)) => {
            shown.len() == items.len()
                && shown.iter().zip(items).all(|(one, other)| shows(one, other))
        }
        (Value::Object(shown), Value::Object(members)) => {
            shown.len() == members.len()
                && shown
                    .iter()
                    .all(|(name, one)| members.get(name).is_some_and(|other| shows(one, other)))
        }
        _ => shown == value,
    }
}

/// The name and the JSON block after it.
fn examples() -> Vec<(&'static str, Value)> {
    section_14()
        .split("\n**")
        .skip(1)
        .map(|example| {
            let (name, rest) = example.split_once("**").unwrap();
            let block = rest.split_once("```json\n").unwrap().1.split_once("```").unwrap().0;
            (name, serde_json::from_str(block).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

#[test]
fn the_page_shows_every_object_of_the_file() {
    let vectors = vectors();
    let examples = examples();
    let objects = list(&vectors, "objects");
    let names = |names: Vec<&str>| names.join("; ");
    assert_eq!(
        names(examples.iter().map(|(name, _)| *name).collect()),
        names(objects.iter().map(|object| text(object, "name")).collect()),
    );
    for ((name, shown), object) in examples.iter().zip(objects) {
        assert!(shows(shown, &object["claims"]), "{name}: {shown:#} is not {:#}", object["claims"]);
    }
}

#[test]
fn the_page_shows_the_exchange_of_the_file() {
    let vectors = vectors();
    let calls = list(&vectors["dpop"], "exchange");
    let block = section_14().split_once("```http\n").unwrap().1.split_once("```").unwrap().0;
    let values = |header: &str| {
        let lines = block.lines().filter_map(|line| line.strip_prefix(header));
        lines.map(|value| value.trim_end_matches('…').to_owned()).collect::<Vec<_>>()
    };
    let proofs = values("DPoP: ");
    assert_eq!(proofs.len(), 2);
    for (proof, call) in proofs.iter().zip(calls) {
        // Both proofs begin with the same header: what is shown must reach into the claims.
        let sent = text(&call["request"], "dpop");
        assert!(sent.starts_with(proof) && proof.len() > sent.find('.').unwrap(), "{proof}");
    }
    assert_eq!(values("DPoP-Nonce: ")[0], text(&calls[0]["reply"], "dpop_nonce"));
    assert_eq!(values("POST "), ["/assenso/v1/inbox HTTP/1.1", "/assenso/v1/inbox HTTP/1.1"]);
    assert_eq!(values("HTTP/1.1 "), ["401 Unauthorized", "200 OK"]);
    assert!(block.contains(r#""code":"use_dpop_nonce""#));
    let inbox = block.split_once(r#"{"inbox":""#).unwrap().1.split('…').next().unwrap();
    assert!(inbox.len() > 20 && text(&calls[1]["reply"]["body"], "inbox").starts_with(inbox));
}
