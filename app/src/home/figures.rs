//! The figures at the top, each a link to the list behind it.

use domain::home::{FRESH_DAYS, Home, Months};
use leptos::prelude::*;

use super::Whose;
use crate::i18n::{fill, lang, texts_here};
use crate::me::today;
use crate::route;
use crate::ui::Icon;

/// A figure as it is shown.
struct Figure {
    icon: &'static str,
    label: &'static str,
    number: String,
    /// What they are worth together.
    sum: Option<String>,
    sub: String,
    href: String,
    alarming: bool,
}

fn figure(one: Figure) -> impl IntoView {
    let Figure { icon, label, number, sum, sub, href, alarming } = one;
    view! {
        <li>
            <a class=if alarming { "figure figure-late" } else { "figure" } href=href>
                <span class="figure-label"><Icon name=icon />{label}</span>
                " "
                <b class="figure-number num">{number}{sum.map(|sum| view! { " "<span class="figure-sum">{sum}</span> })}</b>
                " "
                <span class="figure-sub num">{sub}</span>
            </a>
        </li>
    }
}

/// The first day of this month, as an address says it.
fn month() -> String {
    let (year, month, _) = today().get_untracked().parts();
    format!("{year:04}-{month:02}-01")
}

#[component]
pub(super) fn Figures(home: Home, whose: Whose) -> impl IntoView {
    let (t, french) = (texts_here(), lang().french());
    let h = t.home();
    let (own, team) = (whose.own(), whose.tasks());
    let number = |n: u32| domain::page::Count::exact(n).show(french);
    let against = |text: &str, months: &Months| {
        let sum = months.before.sum.whole().show(french);
        fill(text, &[("n", &number(months.before.count)), ("sum", &sum)])
    };
    let mut all = vec![
        Figure {
            icon: "clock",
            label: h.late,
            alarming: home.late.rows > 0,
            number: home.late.show(french),
            sum: None,
            sub: if home.late.rows > 0 { h.late_sub } else { h.late_none }.to_owned(),
            href: format!("{}?partie=retard{team}", route::TASKS),
        },
        Figure {
            icon: "task",
            label: h.today,
            alarming: false,
            number: home.today.show(french),
            sum: None,
            sub: h.today_sub.to_owned(),
            href: format!("{}?partie=aujourdhui{team}", route::TASKS),
        },
    ];
    if let Some(sales) = &home.sales {
        let open = domain::page::Count { rows: sales.open.count.min(domain::page::Count::EXACT), more: sales.more };
        all.push(Figure {
            icon: "alert",
            label: h.waiting,
            alarming: false,
            number: number(sales.waiting),
            sum: None,
            sub: fill(h.waiting_sub, &[("n", &open.show(french))]),
            href: format!("{}?attente=oui{own}", route::DEALS),
        });
        all.push(Figure {
            icon: "trophy",
            label: h.won,
            alarming: false,
            number: number(sales.won.now.count),
            sum: Some(sales.won.now.sum.whole().show(french)),
            sub: against(h.month_before, &sales.won),
            href: format!("{}?etat=gagnees&fin-du={}{own}", route::DEALS, month()),
        });
        all.push(Figure {
            icon: "flag",
            label: h.created,
            alarming: false,
            number: number(sales.created.now.count),
            sum: Some(sales.created.now.sum.whole().show(french)),
            sub: against(h.month_before, &sales.created),
            href: format!("{}?etat=toutes&creees-du={}{own}", route::DEALS, month()),
        });
    }
    let arrivals = &home.arrivals;
    all.push(Figure {
        icon: "contact",
        label: h.contacts,
        alarming: false,
        number: number(arrivals.now),
        sum: None,
        sub: fill(h.days_before, &[("n", &number(arrivals.before))]),
        href: format!("{}?crees={FRESH_DAYS}&tri=cree{own}", route::CONTACTS),
    });
    view! { <ul class="figures" aria-label=h.figures>{all.into_iter().map(figure).collect_view()}</ul> }
}
