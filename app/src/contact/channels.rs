//! « Ne pas contacter », channel by channel, as it is ticked.

use domain::contact::{Channel, DoNotContact};
use leptos::prelude::*;

use crate::i18n::{Texts, texts_here};
use crate::record::Slot;
use crate::ui::{Checkbox, TextField};

/// What the refusal of a channel is called.
pub(crate) fn refusal(t: &'static Texts, channel: Channel) -> &'static str {
    let f = t.form();
    match channel {
        Channel::Email => f.stop_email,
        Channel::Phone => f.stop_calls,
        Channel::Sms => f.stop_sms,
        Channel::Post => f.stop_post,
    }
}

/// What a refusal says, in words that stand inside of a sentence.
pub(crate) fn refusals(t: &'static Texts, channels: &[Channel]) -> String {
    let all = match channels {
        [] => vec![t.form().stop_all],
        some => some.iter().map(|channel| refusal(t, *channel)).collect(),
    };
    let lower = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    };
    all.into_iter().map(lower).collect::<Vec<_>>().join(", ")
}

/// The ticks, and the reason.
#[derive(Clone, Copy)]
pub(super) struct Channels {
    all: RwSignal<bool>,
    each: [(Channel, RwSignal<bool>); 4],
    reason: RwSignal<String>,
}

impl Channels {
    /// Nothing is refused.
    pub(super) fn new() -> Self {
        let each = Channel::ALL.map(|channel| (channel, RwSignal::new(false)));
        Self { all: RwSignal::new(false), each, reason: RwSignal::new(String::new()) }
    }

    /// Begins with a refusal as it stands; without one everything is ticked.
    pub(super) fn start(self, stop: Option<&DoNotContact>) {
        self.all.set(stop.is_none_or(|stop| stop.channels.is_empty()));
        for (channel, on) in self.each {
            on.set(stop.is_some_and(|stop| stop.channels.contains(&channel)));
        }
        self.reason.set(stop.map(|stop| stop.reason.clone()).unwrap_or_default());
    }

    /// The refused channels, none meaning all, and the reason; none where nothing is refused.
    pub(super) fn read(self) -> Option<(Vec<Channel>, String)> {
        let some = self.each.into_iter().filter(|(_, on)| on.get_untracked()).map(|(channel, _)| channel);
        let some: Vec<Channel> = some.collect();
        let all = self.all.get_untracked() || some.len() == Channel::ALL.len();
        let reason = domain::text::tidy(&self.reason.get_untracked());
        (all || !some.is_empty()).then(|| (if all { Vec::new() } else { some }, reason))
    }

    /// The fields by name, to be kept.
    pub(super) fn slots(self) -> impl Iterator<Item = (&'static str, Slot)> {
        let each = self.each.map(|(channel, on)| (channel.as_str(), Slot::Tick(on)));
        each.into_iter().chain([("stop_all", Slot::Tick(self.all)), ("stop_reason", Slot::Text(self.reason))])
    }
}

/// The ticks.
#[component]
pub(super) fn ChannelFields(
    channels: Channels,
    /// What is wrong with the reason.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Tells the ids of two forms apart.
    scope: &'static str,
) -> impl IntoView {
    let t = texts_here();
    let f = t.form();
    let name = move |what: &str| format!("{scope}-{what}");
    let each = channels.each.map(|(channel, on)| {
        let name = name(channel.as_str());
        view! { <Checkbox label=refusal(t, channel) name checked=on disabled=channels.all /> }
    });
    view! {
        <fieldset class="ticks">
            <legend class="field-label">{f.stop_channels}</legend>
            <div class="ticks-each">
                <Checkbox label=f.stop_all name=name("all") checked=channels.all />
                {each.collect_view()}
            </div>
        </fieldset>
        <TextField
            label=f.stop_reason
            name=name("reason")
            value=channels.reason
            error
            help=t.contact().stop_reason_help
        />
    }
}
