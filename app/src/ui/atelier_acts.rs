//! The part of the gallery that answers: buttons, menus, dialogs, messages.

use leptos::prelude::*;

use super::atelier::{Part, Sample};
use super::{Announcer, Button, Dialog, Icon, Menu, MenuItem, Sheet, TextField, Toasts, Variant};

/// Buttons in every state.
#[component]
pub(super) fn Buttons() -> impl IntoView {
    view! {
        <Part title="Boutons">
            <p class="muted">"Survolez pour voir le survol ; la touche Tab montre le contour du focus."</p>
            <div class="atelier-row">
                <Sample note="principal"><Button variant=Variant::Primary icon="plus">"Nouveau contact"</Button></Sample>
                <Sample note="simple"><Button icon="import">"Importer"</Button></Sample>
                <Sample note="discret"><Button variant=Variant::Ghost>"Plus de champs"</Button></Sample>
                <Sample note="danger"><Button variant=Variant::Danger icon="trash">"Supprimer"</Button></Sample>
                <Sample note="danger, principal"><Button variant=Variant::DangerPrimary>"Vider la corbeille"</Button></Sample>
                <Sample note="dessin seul"><Button variant=Variant::Ghost icon="settings" label="Réglages" /></Sample>
                <Sample note="petit"><Button small=true icon="plus">"Ajouter"</Button></Sample>
                <Sample note="petit dessin"><Button small=true variant=Variant::Ghost icon="more" label="Plus d’actions" /></Sample>
                <Sample note="inactif"><Button disabled=true>"Enregistrer"</Button></Sample>
                <Sample note="inactif, principal"><Button variant=Variant::Primary disabled=true>"Enregistrer"</Button></Sample>
                <Sample note="en cours"><Button pending=true>"Enregistrer"</Button></Sample>
                <Sample note="en cours, principal"><Button variant=Variant::Primary pending=true>"Enregistrer"</Button></Sample>
                <Sample note="vues">
                    <span class="segment" role="group" aria-label="Affichage">
                        <button type="button" aria-pressed="true"><Icon name="board" />"Tableau"</button>
                        <button type="button" aria-pressed="false"><Icon name="list" />"Liste"</button>
                    </span>
                </Sample>
                <Sample note="filtres">
                    <span class="row">
                        <button type="button" class="chip" aria-pressed="true"><Icon name="user" />"Camille Moreau"</button>
                        <button type="button" class="chip" aria-pressed="false"><Icon name="tag" />"Étiquette"</button>
                    </span>
                </Sample>
                <Sample note="touches"><span class="row"><kbd>"Ctrl"</kbd><kbd>"K"</kbd></span></Sample>
            </div>
        </Part>
    }
}

/// Menus, dialogs and messages, to be tried.
#[component]
pub(super) fn Acts() -> impl IntoView {
    let (dialog, sheet) = (RwSignal::new(false), RwSignal::new(false));
    let (toasts, announcer) = (Toasts::here(), Announcer::here());
    let stages = move || {
        let names = [("Découverte", 1), ("Intéressé", 2), ("À relancer", 4), ("Confirmé", 3)];
        let stage = |(name, hue): (&'static str, u8)| {
            MenuItem::new(name, move || toasts.show(format!("Déplacée vers {name}"))).hue(hue).checked(hue == 2)
        };
        names.map(stage).to_vec()
    };
    let acts = move || {
        vec![
            MenuItem::new("Modifier", || ()).icon("edit"),
            MenuItem::new("Archiver", move || toasts.show("Archivé")).icon("archive"),
            MenuItem::new("Indisponible", || ()).icon("lock").disabled(true),
            MenuItem::new("Supprimer", move || toasts.show_with_undo("Supprimé", move || toasts.show("Rétabli")))
                .icon("trash")
                .danger(),
        ]
    };
    view! {
        <Part title="Menus, dialogues, messages">
            <div class="atelier-row">
                <Sample note="menu"><Menu id="demo-menu" label="Plus d’actions" items=Signal::derive(acts) /></Sample>
                <Sample note="menu avec titre, un choix">
                    <Menu
                        id="demo-stages"
                        label="Déplacer vers…"
                        text="Intéressé"
                        icon="chevron-down"
                        class="button"
                        titled=true
                        items=Signal::derive(stages)
                    />
                </Sample>
                <Sample note="dialogue"><Button on:click=move |_| dialog.set(true)>"Ouvrir le dialogue"</Button></Sample>
                <Sample note="volet"><Button on:click=move |_| sheet.set(true)>"Ouvrir le volet"</Button></Sample>
                <Sample note="message"><Button on:click=move |_| toasts.show("Contact enregistré")>"Dire"</Button></Sample>
                <Sample note="message à annuler">
                    <Button on:click=move |_| {
                        toasts.show_with_undo("Opportunité archivée", move || toasts.show("Rétablie"));
                    }>"Faire"</Button>
                </Sample>
                <Sample note="dit à voix haute">
                    <Button on:click=move |_| announcer.announce("Carte soulevée, position 2 sur 7")>"Annoncer"</Button>
                </Sample>
            </div>
            <Dialog open=dialog title="Nouveau contact">
                <Trial open=dialog />
            </Dialog>
            <Sheet open=sheet title="Modifier le contact">
                <Trial open=sheet />
            </Sheet>
        </Part>
    }
}

/// A short form, so that a dialog has something to hold.
#[component]
fn Trial(open: RwSignal<bool>) -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let done = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open.set(false);
    };
    view! {
        <form class="form" on:submit=done>
            <div class="form-pair">
                <TextField label="Prénom" name="trial-first" value=text() />
                <TextField label="Nom" name="trial-last" value=text() />
            </div>
            <TextField label="Adresse e-mail" name="trial-mail" kind="email" value=text() />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>"Annuler"</Button>
                <Button variant=Variant::Primary kind=super::button::Kind::Submit>"Créer"</Button>
            </div>
        </form>
    }
}
