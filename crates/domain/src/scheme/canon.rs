//! The canonical text of a serialisable value: one line, structs in field order, texts quoted and escaped, no blanks.
//! Only what schemes and decisions are made of is known; floats and bytes are refused by construction (there are none).

use core::fmt::{self, Display, Write};

use serde::ser::{self, Serialize};

/// The canonical text of `value`.
pub(crate) fn canonical<T: Serialize>(value: &T) -> String {
    let mut out = Canon(String::new());
    match value.serialize(&mut out) {
        Ok(()) => out.0,
        // Unreachable for our types, which hold neither floats nor bytes; kept visible in the digest all the same.
        Err(Unknown(what)) => format!("unknown:{what}"),
    }
}

struct Canon(String);

/// Something that has no canonical form.
#[derive(Debug)]
struct Unknown(String);

impl Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Unknown {}

impl ser::Error for Unknown {
    fn custom<T: Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

type Done = Result<(), Unknown>;

impl Canon {
    fn raw(&mut self, text: impl Display) -> Done {
        write!(self.0, "{text}").map_err(ser::Error::custom)
    }

    fn text(&mut self, text: &str) -> Done {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                c if c.is_control() => self.raw(c.escape_unicode())?,
                c => self.0.push(c),
            }
        }
        self.0.push('"');
        Ok(())
    }

    fn next(&mut self) {
        if !self.0.ends_with(['[', '{', '(']) {
            self.0.push(',');
        }
    }
}

macro_rules! plain {
    ($($name:ident: $kind:ty),*) => { $(fn $name(self, v: $kind) -> Done { self.raw(v) })* };
}

impl<'a> ser::Serializer for &'a mut Canon {
    type Ok = ();
    type Error = Unknown;
    type SerializeSeq = Nest<'a>;
    type SerializeTuple = Nest<'a>;
    type SerializeTupleStruct = Nest<'a>;
    type SerializeTupleVariant = Nest<'a>;
    type SerializeMap = Nest<'a>;
    type SerializeStruct = Nest<'a>;
    type SerializeStructVariant = Nest<'a>;

    plain!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, _: f32) -> Done {
        Err(ser::Error::custom("float"))
    }
    fn serialize_f64(self, _: f64) -> Done {
        Err(ser::Error::custom("float"))
    }
    fn serialize_char(self, v: char) -> Done {
        self.text(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Done {
        self.text(v)
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(ser::Error::custom("bytes"))
    }
    fn serialize_none(self) -> Done {
        self.raw("-")
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.raw("-")
    }
    fn serialize_unit_struct(self, name: &'static str) -> Done {
        self.text(name)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.text(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.text(variant)?;
        self.raw(":")?;
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Nest<'a>, Unknown> {
        self.raw("[")?;
        Ok(Nest { canon: self, end: "]" })
    }
    fn serialize_tuple(self, _: usize) -> Result<Nest<'a>, Unknown> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Nest<'a>, Unknown> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nest<'a>, Unknown> {
        self.text(variant)?;
        self.serialize_seq(None)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Nest<'a>, Unknown> {
        self.raw("{")?;
        Ok(Nest { canon: self, end: "}" })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Nest<'a>, Unknown> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nest<'a>, Unknown> {
        self.text(variant)?;
        self.serialize_map(None)
    }
}

/// A list or struct being written.
struct Nest<'a> {
    canon: &'a mut Canon,
    end: &'static str,
}

impl Nest<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.canon.next();
        value.serialize(&mut *self.canon)
    }
    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Done {
        self.canon.next();
        self.canon.raw(key)?;
        self.canon.raw("=")?;
        value.serialize(&mut *self.canon)
    }
    fn close(self) -> Done {
        self.canon.raw(self.end)
    }
}

macro_rules! items {
    ($($kind:ident $method:ident),*) => { $(impl ser::$kind for Nest<'_> {
        type Ok = ();
        type Error = Unknown;
        fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done { self.item(value) }
        fn end(self) -> Done { self.close() }
    })* };
}
items!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field);

macro_rules! named {
    ($($kind:ident),*) => { $(impl ser::$kind for Nest<'_> {
        type Ok = ();
        type Error = Unknown;
        fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
            self.field(key, value)
        }
        fn end(self) -> Done { self.close() }
    })* };
}
named!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Nest<'_> {
    type Ok = ();
    type Error = Unknown;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.item(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.canon.raw("=")?;
        value.serialize(&mut *self.canon)
    }
    fn end(self) -> Done {
        self.close()
    }
}
