//! The organisation: what stands on its documents, the time it lives by, and whether the way to it is safe.

use domain::organisation::{Details, Organisation as Known, SUBJECT};
use domain::second::Demand;
use domain::zone_name::ZONES;
use domain::{Nda, Patch, Siret};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;

use super::logo::LogoForm;
use crate::error::Error;
use crate::frame::failed;
use crate::i18n::{Texts, texts_here};
use crate::record::{AddressDraft, AddressFields, Back, Faults, General, Kept, Slot, said_of, say_address, values};
use crate::second::demand_name;
use crate::ui::{Button, Icon, Kind, SelectField, TextField};

/// The organisation as it stands.
#[server(prefix = "/api", endpoint = "setting/organisation", input = Json)]
pub async fn show_organisation() -> Result<Known, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let read = async {
        actor.may(domain::Right::ManageSettings)?;
        crm.organisation().show(&actor).await?.ok_or(domain::Error::NotFound)
    };
    crate::ssr::answer(read.await)
}

/// Changed fields of the organisation.
#[server(prefix = "/api", endpoint = "setting/organisation/edit", input = Json)]
pub async fn edit_organisation(patch: Patch) -> Result<Known, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.organisation().edit(&actor, patch).await)
}

/// The organisation.
#[component]
pub(super) fn Organisation() -> impl IntoView {
    let known = Resource::new_blocking(|| (), |()| show_organisation());
    view! {
        <Unsafe />
        <Suspense>
            {move || {
                known.get().map(|known| match known {
                    Ok(known) => {
                        let logo = known.logo.clone();
                        view! {
                            <Fields known />
                            <LogoForm logo />
                        }
                        .into_any()
                    }
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

/// The fields that say by themselves what is wrong with them.
const OWN: &[&str] =
    &["organisation", "siret", "nda", "place", "street", "complement", "postal_code", "city", "country"];

fn say(error: &Error, t: &'static Texts) -> String {
    let malformed = matches!(error.0, domain::Error::Invalid { problem: domain::Problem::Malformed, .. });
    match error.0.field() {
        Some("siret") if malformed => t.desk().siret_wrong.to_owned(),
        Some("nda") if malformed => t.desk().nda_wrong.to_owned(),
        _ => say_address(error, t),
    }
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    siret: RwSignal<String>,
    nda: RwSignal<String>,
    place: RwSignal<String>,
    demand: RwSignal<String>,
    address: AddressDraft,
}

impl Typed {
    fn of(details: &Details) -> Self {
        let address = AddressDraft::new();
        address.start(details.address.clone());
        Self {
            name: RwSignal::new(details.name.clone()),
            siret: RwSignal::new(details.siret.as_ref().map(Siret::show).unwrap_or_default()),
            nda: RwSignal::new(details.nda.as_ref().map(Nda::show).unwrap_or_default()),
            place: RwSignal::new(details.place.clone()),
            demand: RwSignal::new(details.second_factor.as_str().to_owned()),
            address,
        }
    }

    /// Keeps what is typed: choosing a picture is a page of its own.
    fn kept(self) -> Kept {
        let texts = [
            ("organisation", self.name),
            ("siret", self.siret),
            ("nda", self.nda),
            ("place", self.place),
            ("demand", self.demand),
        ];
        Kept::new(
            "organisation:own",
            texts.map(|(name, text)| (name, Slot::Text(text))).into_iter().chain(self.address.slots()),
        )
    }

    /// The fields, or everything that is wrong with them.
    fn read(self) -> Result<Details, Vec<Error>> {
        fn number<T>(typed: RwSignal<String>, read: fn(&str) -> domain::Result<T>) -> domain::Result<Option<T>> {
            let text = typed.get_untracked();
            if text.trim().is_empty() { Ok(None) } else { read(&text).map(Some) }
        }
        let (siret, nda) = (number(self.siret, Siret::parse), number(self.nda, Nda::parse));
        let wrong: Vec<_> =
            [siret.as_ref().err().cloned(), nda.as_ref().err().cloned()].into_iter().flatten().collect();
        let (name, place) = (self.name.get_untracked(), self.place.get_untracked());
        let (siret, nda) = (siret.ok().flatten(), nda.ok().flatten());
        let second_factor = Demand::named(&self.demand.get_untracked()).unwrap_or_default();
        let details = Details { name, place, address: self.address.read(), siret, nda, second_factor }.tidied();
        let faults: Vec<Error> = details.faults().into_iter().chain(wrong).map(Error).collect();
        if faults.is_empty() { Ok(details) } else { Err(faults) }
    }
}

#[component]
fn Fields(known: Known) -> impl IntoView {
    let t = texts_here();
    let (s, d) = (t.setting(), t.desk());
    let back = Back::here();
    let typed = Typed::of(&known.details());
    let kept = typed.kept();
    let (faults, pending) = (Faults::new(say), RwSignal::new(false));
    let known = StoredValue::new(known);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let wanted = match typed.read() {
            Ok(wanted) => wanted,
            Err(wrong) => return faults.show(wrong),
        };
        let (before, version) = known.with_value(|known| (known.details(), known.version));
        let everywhere = before.name != wanted.name || before.place != wanted.place;
        pending.set(true);
        let (patch, back) = (Patch::between(version, &before, &wanted), back.clone());
        let fields: Vec<String> = patch.changes.0.keys().cloned().collect();
        spawn_local(async move {
            match edit_organisation(patch).await {
                // Name and time stand on every page.
                Ok(_) if everywhere => {
                    kept.saved();
                    drop(window().location().reload());
                }
                Ok(now) => {
                    kept.saved();
                    faults.show(Vec::new());
                    let after = values(&now.details(), &fields.iter().map(String::as_str).collect::<Vec<_>>());
                    known.try_set_value(now);
                    back.offer(SUBJECT.to_owned(), said_of(t, &fields), after, |undone| {
                        if undone.is_some() {
                            drop(window().location().reload());
                        }
                    });
                }
                Err(error) => faults.show(vec![error]),
            }
            pending.try_set(false);
        });
    };
    let demands = Demand::ALL.map(|one| (one.as_str().to_owned(), demand_name(t, one).to_owned())).to_vec();
    let zones = ZONES.map(|(name, _)| (name.to_owned(), name.replace('_', " "))).to_vec();
    view! {
        <form class="form setting-form" method="dialog" on:submit=save novalidate>
            <General faults fields=OWN />
            <TextField
                label=s.organisation
                name="organisation"
                value=typed.name
                help=s.organisation_note
                autocomplete="organization"
                required=true
                error=faults.on(&["organisation", "name"])
            />
            <AddressFields draft=typed.address faults />
            <TextField label=t.contact().siret name="siret" value=typed.siret inputmode="numeric" autocomplete="off" help=d.siret_help error=faults.on(&["siret"]) />
            <TextField label=d.nda name="nda" value=typed.nda autocomplete="off" help=d.nda_help error=faults.on(&["nda"]) />
            <SelectField label=d.place name="place" value=typed.place options=zones help=d.place_help error=faults.on(&["place"]) />
            <SelectField label=t.second().demand name="second_factor" value=typed.demand options=demands help=t.second().demand_help />
            <div class="setting-acts"><Button kind=Kind::Submit pending>{t.common().save}</Button></div>
        </form>
    }
}

/// A warning when the page came over a network in clear text. Only the browser knows how it came.
#[component]
fn Unsafe() -> impl IntoView {
    let t = texts_here().setting();
    let bare = RwSignal::new(false);
    Effect::new(move |_| {
        let location = window().location();
        let host = location.hostname().unwrap_or_default();
        let own = host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]";
        bare.set(!own && location.protocol().is_ok_and(|protocol| protocol == "http:"));
    });
    view! {
        <Show when=move || bare.get()>
            <div class="notice notice-warning" role="note">
                <Icon name="alert" />
                <div><strong>{t.unsafe_title}</strong><p>{t.unsafe_text}</p></div>
            </div>
        </Show>
    }
}
