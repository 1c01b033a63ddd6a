//! The gallery: every component in every state, on one page.

use leptos::prelude::*;

use super::atelier_acts::{Acts, Buttons};
use super::{
    Avatar, AvatarSize, Badge, Button, Checkbox, Empty, Icon, Progress, SelectField, Skeleton, Tag, TextArea,
    TextField, Tone, Variant,
};

/// Sixty characters: what a name may come to.
const LONG: &str = "Marie-Antoinette de La Rochefoucauld-Montbel Saint-Exupéry X";

/// Every symbol of the sprite.
const ICONS: &str = "check x plus minus search chevron-left chevron-right chevron-down chevron-up menu more grip board list contact company task note euro calendar clock phone mail settings user users lock logout sun moon laptop upload download filter tag flag trophy ban trash archive edit link eye bell undo alert info arrow-right drag import home history star copy globe brand";

/// Every component in every state.
#[component]
pub fn Atelier() -> impl IntoView {
    view! {
        <div class="atelier">
            <Colours />
            <Buttons />
            <Fields />
            <Marks />
            <Acts />
            <Waiting />
            <Extremes />
            <Drawings />
        </div>
    }
}

/// A part of the gallery.
#[component]
pub(super) fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! { <section class="atelier-section"><h2>{title}</h2>{children()}</section> }
}

/// A sample and what it shows.
#[component]
pub(super) fn Sample(note: &'static str, children: Children) -> impl IntoView {
    view! { <div class="atelier-sample">{children()}<small class="atelier-note">{note}</small></div> }
}

#[component]
fn Colours() -> impl IntoView {
    const NAMES: [(&str, &str); 13] = [
        ("swatch swatch-ground", "fond"),
        ("swatch swatch-surface", "surface"),
        ("swatch swatch-raised", "relief"),
        ("swatch swatch-text", "texte"),
        ("swatch swatch-muted", "second"),
        ("swatch swatch-line", "filet"),
        ("swatch swatch-edge", "contour"),
        ("swatch swatch-accent", "accent"),
        ("swatch swatch-accent-soft", "accent doux"),
        ("swatch swatch-good", "bien"),
        ("swatch swatch-warning", "attention"),
        ("swatch swatch-danger", "danger"),
        ("swatch swatch-info", "info"),
    ];
    let swatches = NAMES.map(|(class, note)| view! { <Sample note><span class=class></span></Sample> }).collect_view();
    view! { <Part title="Couleurs"><div class="atelier-row">{swatches}</div></Part> }
}

#[component]
fn Fields() -> impl IntoView {
    let text = |value: &str| RwSignal::new(String::from(value));
    let wrong = Some(String::from("Écrivez une adresse comme nom@exemple.fr."));
    let choices =
        ["Prospect", "Inscrit", "Client", "Ancien client"].map(|name| (name.to_lowercase(), String::from(name)));
    view! {
        <Part title="Champs">
            <div class="atelier-grid">
                <Sample note="au repos"><TextField label="Prénom" name="demo-first" value=text("") placeholder="Camille" /></Sample>
                <Sample note="rempli, avec aide">
                    <TextField label="Téléphone" name="demo-phone" kind="tel" value=text("06 12 34 56 78") help="Le numéro où vous appelez en premier." />
                </Sample>
                <Sample note="erreur">
                    <TextField label="Adresse e-mail" name="demo-mail" kind="email" value=text("camille@") error=wrong required=true />
                </Sample>
                <Sample note="inactif"><TextField label="Nom" name="demo-off" value=text("Moreau") disabled=true /></Sample>
                <Sample note="facultatif"><TextField label="Entreprise" name="demo-optional" value=text("") optional_mark=true /></Sample>
                <Sample note="nombre"><TextField label="Montant" name="demo-amount" inputmode="decimal" value=text("2 400,00") /></Sample>
                <Sample note="choix"><SelectField label="Statut" name="demo-status" value=text("client") options=choices.to_vec() /></Sample>
                <Sample note="plusieurs lignes">
                    <TextArea label="Note" name="demo-note" value=text("Rappeler après la réunion du 24 novembre.") />
                </Sample>
                <Sample note="cases">
                    <Checkbox label="Rester connecté" name="demo-on" checked=RwSignal::new(true) />
                    <Checkbox label="Ne pas contacter" name="demo-no" checked=RwSignal::new(false) />
                    <Checkbox label="Inactif" name="demo-stuck" checked=RwSignal::new(true) disabled=true />
                </Sample>
                <Sample note="avis">
                    <p class="notice"><Icon name="info" /><span>"L’import continue pendant que vous travaillez."</span></p>
                    <p class="notice notice-good"><Icon name="check" /><span>"9 812 contacts importés."</span></p>
                    <p class="notice notice-warning"><Icon name="alert" /><span>"12 lignes mises de côté."</span></p>
                    <p class="notice notice-danger"><Icon name="alert" /><span>"Adresse ou mot de passe incorrect."</span></p>
                </Sample>
            </div>
        </Part>
    }
}

#[component]
fn Marks() -> impl IntoView {
    let hues = (0..8_u8).map(|hue| view! { <Tag text=format!("Teinte {hue}") hue /> }).collect_view();
    let dots = (0..8_u8).map(|hue| view! { <span class=format!("dot hue-{hue}")></span> }).collect_view();
    view! {
        <Part title="Marques">
            <div class="atelier-row">
                <Badge>"Prospect"</Badge>
                <Badge tone=Tone::Accent>"Nouveau"</Badge>
                <Badge tone=Tone::Good icon="check">"Client"</Badge>
                <Badge tone=Tone::Warning icon="clock">"24 j dans l’étape"</Badge>
                <Badge tone=Tone::Danger icon="alert">"En retard"</Badge>
                <Badge tone=Tone::Info>"Inscrit"</Badge>
            </div>
            <div class="atelier-row">{hues}<Tag text="À retirer" hue=1 on_remove=Callback::new(|()| ()) /></div>
            <div class="atelier-row">{dots}</div>
            <div class="atelier-row">
                <Avatar name="Camille Moreau" size=AvatarSize::Small />
                <Avatar name="Julien Petit" />
                <Avatar name="Aïcha Diallo" size=AvatarSize::Large />
                <Avatar name="Transports Gauthier" size=AvatarSize::Large square=true />
            </div>
        </Part>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <Part title="Vide et attente">
            <div class="atelier-grid">
                <Sample note="rien encore">
                    <Empty icon="board" title="Aucune opportunité dans cette étape" text="Déposez une carte ici, ou créez la première.">
                        <Button variant=Variant::Primary icon="plus">"Créer une opportunité"</Button>
                    </Empty>
                </Sample>
                <Sample note="rien trouvé"><Empty small=true title="Aucun résultat" text="Essayez avec moins de mots." /></Sample>
                <Sample note="texte en route"><Skeleton lines=5 /></Sample>
                <Sample note="cartes en route"><Skeleton cards=true lines=2 /></Sample>
                <Sample note="avancement">
                    <Progress label="Import" value=Some(4200.0) max=10_000.0 figures="4 200 sur 10 000" />
                </Sample>
                <Sample note="durée inconnue"><Progress label="Lecture du fichier" value=None max=1.0 figures="" /></Sample>
            </div>
        </Part>
    }
}

#[component]
fn Extremes() -> impl IntoView {
    let long = || RwSignal::new(String::from(LONG));
    view! {
        <Part title="Textes longs et de droite à gauche">
            <div class="atelier-grid">
                <Sample note="60 caractères">
                    <TextField label=LONG name="demo-long" value=long() />
                    <Button icon="plus">"Créer une opportunité pour cette entreprise"</Button>
                    <Tag text=LONG hue=7 />
                    <span class="row"><Avatar name=LONG silent=true /><span class="cut">{LONG}</span></span>
                </Sample>
                <div dir="rtl" lang="ar" class="atelier-sample">
                    <TextField label="الاسم" name="demo-rtl" value=RwSignal::new(String::from("كاميل مورو")) help="كما في الهوية" />
                    <span class="row">
                        <Button variant=Variant::Primary icon="check">"حفظ"</Button>
                        <Badge tone=Tone::Good icon="check">"عميل"</Badge>
                        <Tag text="مهم" hue=4 on_remove=Callback::new(|()| ()) />
                    </span>
                </div>
            </div>
        </Part>
    }
}

#[component]
fn Drawings() -> impl IntoView {
    let drawings = ICONS.split(' ').map(|note| view! { <Sample note><Icon name=note /></Sample> }).collect_view();
    view! { <Part title="Dessins"><div class="atelier-row">{drawings}</div></Part> }
}
