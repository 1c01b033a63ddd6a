//! Two small charts, drawn as lines of bars with their figures beside them, and each as a table as well.

use domain::home::{Arrivals, FRESH_DAYS, Sales, Source, Standing};
use leptos::prelude::*;

use super::Whose;
use crate::i18n::{fill, lang, texts_here};
use crate::route;
use crate::ui::{Empty, Icon};

/// How long a bar is, in percent of the longest.
fn share(value: i64, most: i64) -> String {
    // A little for what is little: no bar is nothing.
    let percent = if value <= 0 || most <= 0 { 0 } else { (value.saturating_mul(1000) / most).max(8) };
    format!("{}.{}%", percent / 10, percent % 10)
}

/// A bar, and a thin one under it for what was before.
fn bar(now: String, before: Option<String>, class: String) -> impl IntoView {
    view! {
        <svg class="bar-svg" aria-hidden="true" height="14">
            <rect class=class x="0" y="0" height="8" rx="2" width=now></rect>
            {before.map(|before| view! { <rect class="bar-before" x="0" y="11" height="3" rx="1.5" width=before></rect> })}
        </svg>
    }
}

/// New contacts by source.
#[component]
pub(super) fn SourceChart(arrivals: Arrivals, whose: Whose) -> impl IntoView {
    let (t, french, own) = (texts_here(), lang().french(), whose.own());
    let h = t.home();
    let most = arrivals.sources.iter().map(|one| one.now.max(one.before)).max().unwrap_or_default();
    let name = |one: &Source| match (&one.name, one.rest) {
        (Some(name), _) => name.clone(),
        (None, true) => h.other_sources.to_owned(),
        (None, false) => h.no_source.to_owned(),
    };
    let number = |n: u32| domain::page::Count::exact(n).show(french);
    let line = |one: &Source| {
        let label = name(one);
        let label = match &one.name {
            Some(source) => {
                let source = leptos_router::location::Url::escape(source);
                let href = format!("{}?source={source}&crees={FRESH_DAYS}&tri=cree{own}", route::CONTACTS);
                view! { <a class="chart-label cut" href=href>{label}</a> }.into_any()
            }
            None => view! { <span class="chart-label cut muted">{label}</span> }.into_any(),
        };
        let (now, before) = (share(one.now.into(), most.into()), share(one.before.into(), most.into()));
        let behind = fill(h.was, &[("n", &number(one.before))]);
        view! {
            <li class="chart-line">
                {label}
                {bar(now, Some(before), "bar-now".to_owned())}
                <span class="chart-value num"><b>{number(one.now)}</b>" "<span class="muted">{behind}</span></span>
            </li>
        }
    };
    let lines = arrivals.sources.iter().map(line).collect_view();
    let cells = |one: &Source| {
        view! {
            <tr><th scope="row">{name(one)}</th><td class="num">{number(one.now)}</td><td class="num">{number(one.before)}</td></tr>
        }
    };
    let cells = arrivals.sources.iter().map(cells).collect_view();
    let head = view! {
        <div class="section-head">
            <h2 class="section-title" id="home-sources">{h.sources}</h2>
            <span class="chart-key muted"><span class="chart-key-before" aria-hidden="true"></span>{h.before_key}</span>
        </div>
    };
    if arrivals.sources.is_empty() {
        return view! { {head}<Empty small=true title=h.no_contacts /> }.into_any();
    }
    view! {
        {head}
        <ul class="chart">{lines}</ul>
        <details class="chart-table">
            <summary>{h.show_figures}<Icon name="chevron-right" /></summary>
            <table class="table">
                <thead><tr><th scope="col">{t.contact().source}</th><th scope="col" class="num">{h.latest_days}</th><th scope="col" class="num">{h.earlier_days}</th></tr></thead>
                <tbody>{cells}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// The forecast by stage.
#[component]
pub(super) fn ForecastChart(sales: Sales, whose: Whose) -> impl IntoView {
    let (t, french, own) = (texts_here(), lang().french(), whose.own());
    let h = t.home();
    let most = sales.stages.iter().map(|one| one.tally.sum.cents()).max().unwrap_or_default();
    let money = |sum: domain::Money| sum.whole().show(french);
    let number = |n: u32| domain::page::Count::exact(n).show(french);
    let line = |one: &Standing| {
        let hue = format!("hue-{}", one.stage.hue % 8);
        let (may, all) = (share(one.forecast.cents(), most), share(one.tally.sum.cents(), most));
        view! {
            <li class="chart-line">
                <span class="chart-label stage-name"><span class=format!("dot {hue}") aria-hidden="true"></span><span class="cut">{one.stage.name.clone()}</span></span>
                {bar(may, Some(all), format!("bar-now {hue}"))}
                <span class="chart-value num"><b>{money(one.forecast)}</b>" "<span class="muted">{fill(h.of_sum, &[("sum", &money(one.tally.sum))])}</span></span>
            </li>
        }
    };
    let lines = sales.stages.iter().map(line).collect_view();
    let cells = |one: &Standing| {
        view! {
            <tr>
                <th scope="row">{one.stage.name.clone()}</th>
                <td class="num">{number(one.tally.count)}</td>
                <td class="num">{money(one.tally.sum)}</td>
                <td class="num">{format!("{}\u{a0}%", one.stage.probability)}</td>
                <td class="num">{money(one.forecast)}</td>
            </tr>
        }
    };
    let cells = sales.stages.iter().map(cells).collect_view();
    let board = format!("{}?{}", route::PIPELINE, own.trim_start_matches('&'));
    let board = board.trim_end_matches('?').to_owned();
    let total = fill(h.forecast_total, &[("sum", &money(sales.forecast)), ("all", &money(sales.open.sum))]);
    let then = sales.forecast_then.map(|sum| view! { <span>{fill(h.month_ago, &[("sum", &money(sum))])}</span> });
    view! {
        <div class="section-head">
            <h2 class="section-title" id="home-forecast">{h.forecast}</h2>
            <a class="home-all push" href=board>{h.board}<Icon name="chevron-right" /></a>
        </div>
        <p class="chart-total num"><span>{total}</span>{then}<span class="chart-key"><span class="chart-key-before" aria-hidden="true"></span>{h.open_key}</span></p>
        <ul class="chart">{lines}</ul>
        <details class="chart-table">
            <summary>{h.show_figures}<Icon name="chevron-right" /></summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.contact().stage}</th><th scope="col" class="num">{h.deals}</th><th scope="col" class="num">{t.contact().amount}</th>
                    <th scope="col" class="num">{h.probability}</th><th scope="col" class="num">{h.forecast}</th>
                </tr></thead>
                <tbody>{cells}</tbody>
            </table>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_bar_is_a_share_of_the_longest() {
        assert_eq!((share(0, 10), share(10, 10), share(1, 3)), ("0.0%".into(), "100.0%".into(), "33.3%".into()));
        assert_eq!((share(1, 10_000), share(5, 0)), ("0.8%".to_owned(), "0.0%".to_owned()));
    }
}
