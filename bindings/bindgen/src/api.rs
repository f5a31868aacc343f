//! What a library exports, one line each, sorted: a change of the surface is seen in a review.

use std::error::Error;

use camino::Utf8Path;
use uniffi_bindgen::macro_metadata::extract_from_library;
use uniffi_meta::{EnumShape, FieldMetadata, FnParamMetadata, Metadata, ObjectImpl, Type};

/// Every exported name with its types.
///
/// # Errors
///
/// If the library can't be read, or is stripped.
pub(crate) fn lines(library: &Utf8Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines: Vec<_> = extract_from_library(library)?.into_iter().flat_map(item).collect();
    lines.sort();
    lines.dedup();
    if lines.is_empty() {
        return Err("the library exports nothing: is it stripped?".into());
    }
    Ok(lines)
}

fn item(metadata: Metadata) -> Vec<String> {
    match metadata {
        Metadata::Namespace(_) | Metadata::UdlFile(_) => Vec::new(),
        // `Debug` and its like: there should be none.
        Metadata::UniffiTrait(it) => vec![format!("{} is {}", it.self_name(), it.name())],
        Metadata::ObjectTraitImpl(it) => {
            vec![format!("{} is {}", name(&it.ty), name(&it.trait_ty))]
        }
        Metadata::Func(it) => {
            vec![call(
                &it.name,
                it.is_async,
                &it.inputs,
                it.return_type.as_ref(),
                it.throws.as_ref(),
            )]
        }
        Metadata::Constructor(it) => {
            let name = format!("{}.{}", it.self_name, it.name);
            let made = format!(" -> {}", it.self_name);
            vec![call(&name, it.is_async, &it.inputs, None, it.throws.as_ref()) + &made]
        }
        Metadata::Method(it) => {
            let name = format!("{}.{}", it.self_name, it.name);
            vec![call(&name, it.is_async, &it.inputs, it.return_type.as_ref(), it.throws.as_ref())]
        }
        Metadata::TraitMethod(it) => {
            let name = format!("{}.{}", it.trait_name, it.name);
            vec![call(&name, it.is_async, &it.inputs, it.return_type.as_ref(), it.throws.as_ref())]
        }
        Metadata::Record(it) => vec![format!("record {} {{ {} }}", it.name, fields(&it.fields))],
        Metadata::Enum(it) => {
            let kind = match it.shape {
                EnumShape::Enum => "enum",
                EnumShape::Error { flat: true } => "flat error",
                EnumShape::Error { flat: false } => "error",
            };
            let variants = it.variants.iter().map(|variant| match variant.fields.as_slice() {
                [] => variant.name.clone(),
                all => format!("{} {{ {} }}", variant.name, fields(all)),
            });
            vec![format!("{kind} {} = {}", it.name, variants.collect::<Vec<_>>().join(" | "))]
        }
        Metadata::Object(it) => match it.imp {
            ObjectImpl::Struct => vec![format!("object {}", it.name)],
            ObjectImpl::Trait(_) => vec![format!("trait {}", it.name)],
        },
        Metadata::CallbackInterface(it) => vec![format!("callback {}", it.name)],
        Metadata::CustomType(it) => vec![format!("type {} = {}", it.name, name(&it.builtin))],
    }
}

fn call(
    called: &str,
    is_async: bool,
    inputs: &[FnParamMetadata],
    output: Option<&Type>,
    throws: Option<&Type>,
) -> String {
    let inputs: Vec<_> =
        inputs.iter().map(|input| format!("{}: {}", input.name, name(&input.ty))).collect();
    let waits = if is_async { " async" } else { "" };
    let throws = throws.map(|error| format!(" throws {}", name(error))).unwrap_or_default();
    let output = output.map(|output| format!(" -> {}", name(output))).unwrap_or_default();
    format!("{called}({}){waits}{throws}{output}", inputs.join(", "))
}

fn fields(fields: &[FieldMetadata]) -> String {
    let fields: Vec<_> =
        fields.iter().map(|field| format!("{}: {}", field.name, name(&field.ty))).collect();
    fields.join(", ")
}

fn name(ty: &Type) -> String {
    match ty {
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. } => name.clone(),
        Type::Optional { inner_type } => format!("{}?", name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", name(inner_type)),
        other => format!("{other:?}").to_lowercase(),
    }
}
