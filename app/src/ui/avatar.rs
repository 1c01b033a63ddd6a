//! A face made of two letters.

use leptos::prelude::*;

/// How large a face is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 20 pixels: on cards.
    Small,
    /// 24 pixels: in rows.
    #[default]
    Medium,
    /// 44 pixels: at the head of a page.
    Large,
}

/// First letters of the first and the last word.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A hue from 0 to 7 that stays with the name.
#[must_use]
pub fn hue_of(name: &str) -> u8 {
    // The high bits are the best mixed ones.
    u8::try_from(hash(name) >> 29).unwrap_or(0)
}

/// The manner of a face, which stays with the name as well: namesakes by their letters are seldom the same in both.
fn manner(name: &str) -> &'static str {
    match (hash(name) >> 21) % 3 {
        0 => "",
        1 => " avatar-ring",
        _ => " avatar-line",
    }
}

/// The class of a hue.
#[must_use]
pub const fn hue_class(hue: u8) -> &'static str {
    match hue % 8 {
        0 => "hue-0",
        1 => "hue-1",
        2 => "hue-2",
        3 => "hue-3",
        4 => "hue-4",
        5 => "hue-5",
        6 => "hue-6",
        _ => "hue-7",
    }
}

/// Two letters on the soft ground of a hue that stays with the name.
#[component]
pub fn Avatar(
    /// The whole name: spoken, and shown when pointed at.
    #[prop(into)]
    name: String,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Square: for a company.
    #[prop(optional)]
    square: bool,
    /// The name is written beside it and need not be spoken twice.
    #[prop(optional)]
    silent: bool,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => " avatar-small",
        AvatarSize::Medium => "",
        AvatarSize::Large => " avatar-large",
    };
    let square = if square { " avatar-square" } else { "" };
    let manner = if square.is_empty() { manner(&name) } else { "" };
    let class = format!("avatar{size}{square}{manner} {}", hue_class(hue_of(&name)));
    let letters = initials(&name);
    let spoken = (!silent).then(|| name.clone());
    let role = (!silent).then_some("img");
    let hidden = silent.then_some("true");
    let title = (!silent).then_some(name);
    view! { <span class=class role=role aria-label=spoken aria-hidden=hidden title=title>{letters}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("Marc-Antoine de La Rochefoucauld"), "MR");
        assert_eq!(initials("élodie garnier"), "ÉG");
        assert_eq!(initials("(Alma) Conseil"), "AC");
        assert_eq!(initials("Alma"), "A");
        assert_eq!(initials(" 🙂"), "");
    }

    #[test]
    fn faces_with_the_same_letters_differ() {
        let names = ["Claire Martin", "Camille Moreau", "Chloé Michel", "Céline Mercier", "Cédric Marchand"];
        let faces: std::collections::BTreeSet<_> = names.iter().map(|name| (hue_of(name), manner(name))).collect();
        assert_eq!(faces.len(), names.len());
    }
}
