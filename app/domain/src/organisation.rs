//! The training organisation that runs the CRM: one a data folder.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::nda::Nda;
use crate::second::Demand;
use crate::text::{check_required, tidy};
use crate::time::Zone;
use crate::user::{NewUser, User};
use crate::zone_name::{HOME, ZONES, zone_named};
use crate::{Actor, Address, Error, Instant, Patch, Problem, Result, Siret};

/// How events name the organisation, `table:id`: there is one.
pub const SUBJECT: &str = "organisation:own";

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// « Nom ».
    pub name: String,
    /// The time its people live by: the rule of the named zone.
    pub zone: Zone,
    /// The zone's name; none in an organisation of earlier versions.
    #[serde(default)]
    pub place: Option<String>,
    /// Where letters go.
    #[serde(default)]
    pub address: Option<Address>,
    /// Of the establishment.
    #[serde(default)]
    pub siret: Option<Siret>,
    /// The number under which it trains.
    #[serde(default)]
    pub nda: Option<Nda>,
    /// Who is asked for a second factor.
    #[serde(default)]
    pub second_factor: Demand,
    /// Its picture.
    #[serde(default)]
    pub logo: Option<Logo>,
    /// Raised by each change.
    #[serde(default)]
    pub version: u32,
}

/// The fields that people fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Nom ».
    pub name: String,
    /// The name of the zone.
    pub place: String,
    /// Where letters go.
    #[serde(default)]
    pub address: Option<Address>,
    /// Of the establishment.
    #[serde(default)]
    pub siret: Option<Siret>,
    /// The number under which it trains.
    #[serde(default)]
    pub nda: Option<Nda>,
    /// Who is asked for a second factor.
    #[serde(default)]
    pub second_factor: Demand,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.address = self.address.and_then(Address::tidied);
        self
    }

    /// Everything that breaks a rule, in the order of the form.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let name = check_required("organisation", &self.name, 80).err();
        let place = zone_named(&self.place).is_none().then(|| Error::invalid("place", Problem::Unknown));
        let address = self.address.iter().flat_map(Address::faults);
        name.into_iter().chain(address).chain(place).collect()
    }
}

impl Organisation {
    /// What a folder is called until somebody says better.
    #[must_use]
    pub fn unnamed() -> Self {
        Self {
            name: "Mon organisme".to_owned(),
            zone: Zone::default(),
            place: Some(HOME.to_owned()),
            address: None,
            siret: None,
            nda: None,
            second_factor: Demand::Nobody,
            logo: None,
            version: 0,
        }
    }

    /// The fields that people fill in. A zone without a name gets the first that has its rule.
    #[must_use]
    pub fn details(&self) -> Details {
        let alike = || ZONES.iter().find(|(_, rule)| *rule == self.zone.0).map_or(HOME, |(name, _)| name).to_owned();
        Details {
            name: self.name.clone(),
            place: self.place.clone().unwrap_or_else(alike),
            address: self.address.clone(),
            siret: self.siret.clone(),
            nda: self.nda.clone(),
            second_factor: self.second_factor,
        }
    }

    /// The organisation with other fields, a version on.
    ///
    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn with(&self, details: Details) -> Result<Self> {
        if let Some(fault) = details.faults().into_iter().next() {
            return Err(fault);
        }
        let Details { name, place, address, siret, nda, second_factor } = details;
        let zone = zone_named(&place).unwrap_or_else(|| self.zone.clone());
        let (logo, version) = (self.logo.clone(), self.version + 1);
        Ok(Self { name, zone, place: Some(place), address, siret, nda, second_factor, logo, version })
    }

    /// # Errors
    /// `Invalid` when the name is missing or too long.
    pub fn check(&self) -> Result<()> {
        check_required("organisation", &self.name, 80)
    }
}

/// The largest picture that is kept, in bytes.
pub const LOGO_MOST: usize = 256 << 10;

/// What is known of the picture without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// What kind of file.
    pub kind: Image,
    /// Its size in bytes.
    pub size: u32,
    /// Since when it is this one.
    pub at: Instant,
}

/// The kinds of pictures that are taken. A drawing in SVG may carry scripts and is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Image {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl Image {
    /// Told by how the file begins, whatever it calls itself.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    /// What it is served as.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
        }
    }
}

/// # Errors
/// `Invalid` on `logo` for what is no such picture, is too large, or is empty.
pub fn check_logo(bytes: &[u8]) -> Result<Image> {
    match bytes.len() {
        0 => Err(Error::invalid("logo", Problem::Missing)),
        length if length > LOGO_MOST => Err(Error::too_long("logo", LOGO_MOST)),
        _ => Image::of(bytes).ok_or(Error::invalid("logo", Problem::Malformed)),
    }
}

/// What may be asked about the organisation.
#[async_trait]
pub trait Organisations: Send + Sync {
    /// The organisation; none before it is set up.
    ///
    /// # Errors
    /// `Internal`.
    async fn show(&self, actor: &Actor) -> Result<Option<Organisation>>;

    /// Uses the set-up link: the organisation, its default pipeline and its first administrator, all or nothing.
    ///
    /// # Errors
    /// `Refused` when it exists already or the link does not hold; `Invalid`.
    async fn set_up(&self, actor: &Actor, secret: &str, name: String, first: NewUser, hash: String) -> Result<User>;

    /// Makes the organisation if there is none. For the operator.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn ensure(&self, actor: &Actor) -> Result<()>;

    /// Changed fields.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `Forbidden`.
    async fn edit(&self, actor: &Actor, patch: Patch) -> Result<Organisation>;

    /// Another picture, or none.
    ///
    /// # Errors
    /// `Invalid` on `logo`, `Forbidden`.
    async fn set_logo(&self, actor: &Actor, picture: Option<Vec<u8>>) -> Result<Organisation>;

    /// The picture and what is known of it.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Unauthorized`.
    async fn logo(&self, actor: &Actor) -> Result<(Logo, Vec<u8>)>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_without_a_name_gets_one_and_another_name_another_rule() {
        let old = Organisation { place: None, ..Organisation::unnamed() };
        assert_eq!(old.details().place, HOME);
        let moved = old.with(Details { place: "Indian/Reunion".to_owned(), ..old.details() }).unwrap();
        assert_eq!((moved.zone.0.as_str(), moved.version), ("<+04>-4", 1));
        let nowhere = Details { place: "Mars/Base".to_owned(), ..old.details() };
        assert_eq!(old.with(nowhere), Err(Error::invalid("place", Problem::Unknown)));
    }

    #[test]
    fn a_picture_is_told_by_its_first_bytes() {
        assert_eq!(check_logo(b"\x89PNG\r\n\x1a\n...."), Ok(Image::Png));
        assert_eq!(check_logo(b"\xff\xd8\xff\xe0"), Ok(Image::Jpeg));
        assert_eq!(check_logo(b"RIFF....WEBPVP8 "), Ok(Image::Webp));
        for wrong in [&b"<svg xmlns"[..], b"GIF89a", b"\x89PNG", b"RIFF....WAVE"] {
            assert_eq!(check_logo(wrong), Err(Error::invalid("logo", Problem::Malformed)));
        }
        assert_eq!(check_logo(b""), Err(Error::invalid("logo", Problem::Missing)));
        let mut large = b"\xff\xd8\xff".to_vec();
        large.resize(LOGO_MOST + 1, 0);
        assert!(matches!(check_logo(&large), Err(Error::Invalid { problem: Problem::TooLong, .. })));
    }
}
