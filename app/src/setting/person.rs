//! One colleague in the list.

use domain::user::User;
use domain::{Role, UserId};
use leptos::prelude::*;

use super::invite::role_name;
use super::team::Wish;
use crate::i18n::{fill, texts_here};
use crate::me::me;
use crate::ui::{Avatar, Badge, Menu, MenuItem, Tone};

/// A row: name, address, role, state, and what can be done.
#[component]
pub(super) fn Person(
    /// Who.
    id: UserId,
    /// As known at present.
    user: Memo<Option<User>>,
    /// Hears what is wished for.
    wish: Callback<(UserId, Wish)>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let own = me().is_some_and(|me| me.id == id);
    let menu_id = format!("person-{id}");
    let label = user.with_untracked(|user| user.as_ref().map(|user| user.name.clone())).unwrap_or_default();
    let items = Signal::derive(move || {
        let Some(user) = user.get() else { return Vec::new() };
        let ask = |what: Wish| {
            let id = id.clone();
            move || wish.run((id.clone(), what.clone()))
        };
        let mut items: Vec<MenuItem> = Role::ALL
            .into_iter()
            .map(|role| {
                let text = fill(s.make_role, &[("role", role_name(role, t))]);
                MenuItem::new(text, ask(Wish::Govern(role, user.disabled))).checked(role == user.role)
            })
            .collect();
        if !user.disabled {
            let text = if user.active { s.reset_link } else { s.invitation_link };
            items.push(MenuItem::new(text, ask(Wish::Link)).icon("link"));
        }
        if user.second {
            items.push(MenuItem::new(t.second().reset, ask(Wish::ResetSecond)).icon("lock"));
        }
        if user.disabled {
            items.push(MenuItem::new(t.desk().hand_over, ask(Wish::HandOver)).icon("arrow-right"));
            items.push(MenuItem::new(s.enable, ask(Wish::Govern(user.role, false))).icon("undo"));
        } else if !own {
            items.push(MenuItem::new(s.disable, ask(Wish::HandOver)).icon("ban").danger());
        }
        items
    });
    let name = move || {
        user.get().map(|User { name, email, role, disabled, active, second, .. }| {
            // On a phone this line holds what has no column there.
            let role = role_name(role, t);
            let sub = match (disabled, active) {
                (true, _) => format!("{role}, {} · {email}", s.state_disabled),
                (false, true) if second => format!("{role}, {} · {email}", t.second().title.to_lowercase()),
                (false, true) => format!("{role} · {email}"),
                (false, false) => format!("{role}, {} · {email}", s.state_invited),
            };
            view! {
                <span class="table-name">
                    <Avatar name=name.clone() silent=true />
                    <span class="setting-name">
                        <span class="setting-name-line">
                            <span class="cut">{name}</span>
                            {own.then(|| view! { <span class="muted">"("{s.you}")"</span> })}
                        </span>
                        <span class="table-sub">{sub}</span>
                    </span>
                </span>
            }
        })
    };
    let state = move || {
        user.get().map(|user| match (user.disabled, user.active) {
            (true, _) => view! { <Badge icon="ban">{s.state_disabled}</Badge> }.into_any(),
            // The lock says it to who sees it; the words to who does not, and to the pointer.
            (false, true) if user.second => view! {
                <span class="setting-state" title=t.second().active_with>
                    <Badge tone=Tone::Good icon="lock">{s.state_active}</Badge>
                    <span class="spoken">", "{t.second().title}</span>
                </span>
            }
            .into_any(),
            (false, true) => view! { <Badge tone=Tone::Good icon="check">{s.state_active}</Badge> }.into_any(),
            (false, false) => view! { <Badge tone=Tone::Info icon="mail">{s.state_invited}</Badge> }.into_any(),
        })
    };
    view! {
        <tr>
            <th scope="row" class="setting-person">{name}</th>
            <td class="col-mid">{move || user.get().map(|user| user.email.to_string())}</td>
            <td class="col-mid">{move || user.get().map(|user| role_name(user.role, t))}</td>
            <td class="col-mid">{state}</td>
            <td class="setting-menu"><Menu id=menu_id label=fill(s.person_menu, &[("name", &label)]) items end=true /></td>
        </tr>
    }
}
