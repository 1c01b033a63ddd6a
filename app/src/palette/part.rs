//! The part of the program that holds both dialogs, and the outbox beside them.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::Palette;
use super::dialog::PaletteDialog;
use super::shortcuts::Shortcuts;
use crate::outbox::OutboxDialog;

#[wasm_split(palette, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_palette))]
pub(super) fn overlay(palette: Palette) -> Result<AnyView, SplitLoaderError> {
    Ok(view! {
        <PaletteDialog palette />
        <Shortcuts palette />
        <OutboxDialog />
    }
    .into_any())
}
