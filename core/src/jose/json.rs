//! JSON as signed objects have it: narrower than RFC 8259, so that no two readers differ.
//!
//! No duplicate members, no integers but 0 to 2^53 − 1, no fractions, and no list or object
//! where serde would take one in place of a struct or of a name.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{
    self, Deserialize, DeserializeOwned, Deserializer, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};

/// The largest integer of a signed object: what every JSON reader keeps exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// What was read is not a `T`, or not this kind of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InvalidJson;

/// Reads `json` as a `T`.
pub(super) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, InvalidJson> {
    let value: Value = serde_json::from_slice(json).map_err(|_| InvalidJson)?;
    T::deserialize(value).map_err(|_| InvalidJson)
}

enum Value {
    Null,
    Flag(bool),
    Integer(u64),
    Text(String),
    List(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Refuses negative numbers and fractions by having no method for them.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON of a signed object")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Value, E> {
        if integer > MAX_INTEGER {
            return Err(E::custom("an integer over 2^53 - 1"));
        }
        Ok(Value::Integer(integer))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, value)) = object.next_entry()? {
            if members.insert(name, value).is_some() {
                return Err(de::Error::custom("a duplicate member"));
            }
        }
        Ok(Value::Object(members))
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Flag(flag) => visitor.visit_bool(flag),
            Self::Integer(integer) => visitor.visit_u64(integer),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => SeqDeserializer::new(items.into_iter()).deserialize_any(visitor),
            Self::Object(members) => {
                MapDeserializer::new(members.into_iter()).deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// serde would also take a list of the members' values.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Object(_) => self.deserialize_any(visitor),
            _ => Err(de::Error::custom("not an object")),
        }
    }

    /// serde would also take `{"name": null}`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(name) => visitor.visit_enum(name.into_deserializer()),
            _ => Err(de::Error::custom("not a name")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests;
