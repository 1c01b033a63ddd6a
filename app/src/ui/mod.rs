//! The design system: components that know nothing of contacts or deals. Its looks are in `style/`, its gallery is [`Atelier`].

mod announcer;
mod atelier;
mod atelier_acts;
mod avatar;
mod badge;
mod button;
mod dialog;
mod empty;
mod field;
mod icon;
mod menu;
pub(crate) mod menu_keys;
mod progress;
pub(crate) mod reach;
mod sheet;
mod skeleton;
mod tag;
mod toast;
mod words;

pub use announcer::{Announcer, AnnouncerRegion};
pub use atelier::Atelier;
pub use avatar::{Avatar, AvatarSize, hue_class, hue_of, initials};
pub use badge::{Badge, Tone};
pub use button::{Brief, Button, Kind, Variant};
pub use dialog::Dialog;
pub use empty::Empty;
pub use field::{Checkbox, SelectField, TextArea, TextField};
pub use icon::{Icon, Sprite};
pub use menu::{Menu, MenuItem};
pub use progress::Progress;
pub use sheet::Sheet;
pub use skeleton::Skeleton;
pub use tag::Tag;
pub use toast::{Toaster, Toasts};
pub use words::Words;
