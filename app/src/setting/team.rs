//! The colleagues: who they are, what they may do, and how they come in.

use domain::sweep::Load;
use domain::user::User;
use domain::{Role, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{govern, list_team, make_link};
use super::ask::{Ask, Wrong};
use super::invite::{InviteForm, role_name};
use super::leave::{self, LeaveForm, Left};
use super::link::LinkToPass;
use super::person::Person;
use super::reset::ResetForm;
use super::sweep::{show_load, take_back};
use crate::frame::failed;
use crate::i18n::{fill, lang, texts_here};
use crate::ui::{Button, Dialog, Toasts, Variant};

/// What a row asks for.
#[derive(Clone)]
pub(super) enum Wish {
    /// Another role or state.
    Govern(Role, bool),
    /// Disabling the account, or handing over what a disabled one still has in hand.
    HandOver,
    /// A link to pass on.
    Link,
    /// The second factor taken away.
    ResetSecond,
}

/// All colleagues.
#[component]
pub(super) fn Team() -> impl IntoView {
    let team = Resource::new_blocking(|| (), |()| list_team());
    view! {
        <Suspense>
            {move || {
                team.get().map(|team| match team {
                    Ok(people) => view! { <People people /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

/// The rows as they are on screen; a row stays where it is when its colleague changes, and so does the focus.
#[derive(Clone, Copy)]
struct Rows(RwSignal<Vec<User>>);

impl Rows {
    fn find(self, id: &UserId) -> Option<User> {
        self.0.with_untracked(|people| people.iter().find(|user| user.id == *id).cloned())
    }

    fn put(self, user: User) {
        self.0.update(|people| match people.iter_mut().find(|known| known.id == user.id) {
            Some(known) => *known = user,
            None => people.push(user),
        });
    }
}

#[component]
fn People(people: Vec<User>) -> impl IntoView {
    let t = texts_here();
    let (s, lang) = (t.setting(), lang());
    let rows = Rows(RwSignal::new(people));
    let (ask, toasts) = (Ask::new(), Toasts::here());
    let inviting = RwSignal::new(false);
    // For whom, and the link.
    let link = RwSignal::new(None::<(String, String)>);
    let showing = RwSignal::new(false);
    let show_link = move |name: String, secret: String| {
        link.set(Some((name, secret)));
        showing.set(true);
    };
    let put = move |before: User, after: User| {
        let text = if before.disabled != after.disabled {
            fill(if after.disabled { s.disabled_done } else { s.enabled_done }, &[("name", &after.name)])
        } else {
            fill(s.role_changed, &[("name", &after.name), ("role", role_name(after.role, t))])
        };
        rows.put(after);
        toasts.show_with_undo(text, move || {
            let User { id, role, disabled, .. } = before.clone();
            ask.send(govern(id, role, disabled), move |user| {
                let text = fill(t.common().undone_what, &[("what", &user.name)]);
                rows.put(user);
                toasts.show(text);
            });
        });
    };
    // Who leaves, and what is in hand.
    let (leaving, asking) = (RwSignal::new(None::<(User, Load)>), RwSignal::new(false));
    let left = Callback::new(move |left: Left| {
        asking.set(false);
        let Some((before, _)) = leaving.get_untracked() else { return };
        rows.put(left.user.clone());
        let text = leave::said(t, lang, &left, !before.disabled);
        let done = left.done.filter(|done| done.changed > 0);
        if before.disabled && done.is_none() {
            toasts.show(text);
            return;
        }
        toasts.show_with_undo(text, move || {
            let (User { id, role, disabled, .. }, done) = (before.clone(), done.clone());
            ask.send(govern(id, role, disabled), move |user| {
                rows.put(user);
                match done {
                    Some(done) => spawn_local(take_back(t, lang, toasts, done)),
                    None => toasts.show(t.common().undone),
                }
            });
        });
    });
    // Whose second factor goes.
    let resetting = RwSignal::new(None::<User>);
    let reset_open = RwSignal::new(false);
    let reset = Callback::new(move |after: User| {
        reset_open.set(false);
        toasts.show(fill(t.second().reset_done, &[("name", &after.name)]));
        rows.put(after);
    });
    let wish = Callback::new(move |(id, wish): (UserId, Wish)| {
        let Some(user) = rows.find(&id) else { return };
        ask.error.set(None);
        match wish {
            Wish::Govern(role, disabled) => ask.send(govern(id, role, disabled), move |after| put(user, after)),
            Wish::HandOver => ask.send(show_load(id.clone()), move |load| match (load.all(), user.disabled) {
                (0, true) => toasts.show(fill(t.desk().nothing_in_hand, &[("name", &user.name)])),
                (0, false) => ask.send(govern(id, user.role, true), move |after| put(user, after)),
                _ => {
                    leaving.set(Some((user, load)));
                    asking.set(true);
                }
            }),
            Wish::ResetSecond => {
                resetting.set(Some(user));
                reset_open.set(true);
            }
            Wish::Link => ask.send(make_link(id, user.active), move |secret| show_link(user.name, secret)),
        }
    });
    let invited = Callback::new(move |(user, secret): (User, String)| {
        inviting.set(false);
        show_link(user.name.clone(), secret);
        rows.put(user);
    });
    let ids = move || rows.0.with(|people| people.iter().map(|user| user.id.clone()).collect::<Vec<_>>());
    let leave_title = move || {
        let text = |(user, _): (User, Load)| {
            let text = if user.disabled { t.desk().hand_over_title } else { t.desk().leave_title };
            fill(text, &[("name", &user.name)])
        };
        leaving.get().map(text).unwrap_or_default()
    };
    let link_title = move || link.get().map(|(name, _)| fill(s.link_title, &[("name", &name)])).unwrap_or_default();
    view! {
        <div class="setting-section">
            <div class="setting-tools">
                <Button variant=Variant::Primary icon="plus" on:click=move |_| inviting.set(true)>{s.invite}</Button>
            </div>
            <Wrong text=ask.above(&[]) />
            <div class="table-wrap setting-table">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.common().name}</th>
                            <th scope="col" class="col-mid">{t.common().email}</th>
                            <th scope="col" class="col-mid">{s.role}</th>
                            <th scope="col" class="col-mid">{s.state}</th>
                            <th scope="col"><span class="spoken">{t.common().edit}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=ids
                            key=Clone::clone
                            children=move |id| {
                                let wanted = id.clone();
                                let user = Memo::new(move |_| rows.0.with(|people| people.iter().find(|user| user.id == wanted).cloned()));
                                view! { <Person id user wish /> }
                            }
                        />
                    </tbody>
                </table>
            </div>
        </div>
        <Dialog open=inviting title=s.invite_title light=false>
            <InviteForm invited cancel=Callback::new(move |()| inviting.set(false)) />
        </Dialog>
        <Dialog open=asking title=Signal::derive(leave_title) light=false>
            {move || leaving.get().map(|(user, load)| {
                let team = rows.0.get_untracked();
                view! { <LeaveForm user load team left cancel=Callback::new(move |()| asking.set(false)) /> }
            })}
        </Dialog>
        <Dialog open=reset_open title=t.second().reset light=false>
            {move || resetting.get().map(|user| {
                view! { <ResetForm user done=reset cancel=Callback::new(move |()| reset_open.set(false)) /> }
            })}
        </Dialog>
        <Dialog open=showing title=Signal::derive(link_title) light=false>
            {move || {
                link.get().map(|(name, link)| view! { <LinkToPass name link done=Callback::new(move |()| showing.set(false)) /> })
            }}
        </Dialog>
    }
}
