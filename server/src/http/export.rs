//! The list of contacts as a file: the same people in the same order as on the page.

use std::collections::HashMap;

use app::contact::filter_of;
use app::i18n::{Lang, Texts};
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::contact::Contact;
use domain::time::Zone;
use domain::{Actor, Crm, Instant, Result};

use crate::router::App;
use crate::sheet::Sheet;

/// The file, for who may export.
pub async fn contacts(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let made = file(&app, &actor, &asked, lang_of(&headers)).await;
    sheet_answer(made, "attachment; filename=\"contacts.csv\"")
}

/// The language that the reader has chosen.
pub(super) fn lang_of(headers: &HeaderMap) -> Lang {
    let cookies = headers.get(header::COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
    let english = cookies.split("; ").any(|cookie| cookie == "langue=en");
    if english { Lang::En } else { Lang::Fr }
}

/// A file to be kept, or why there is none.
pub(super) fn sheet_answer(made: Result<Vec<u8>>, name: &'static str) -> Response {
    match made {
        Ok(bytes) => {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
            headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
            response
        }
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND).into_response(),
    }
}

async fn file(app: &App, actor: &Actor, asked: &HashMap<String, String>, lang: Lang) -> Result<Vec<u8>> {
    let filter = filter_of(|name| asked.get(name).cloned());
    let zone = app.store.organisation().show(actor).await?.map(|own| own.zone).unwrap_or_default();
    let owners = app.store.users().list(actor).await?;
    let owners: HashMap<_, _> = owners.into_iter().map(|user| (user.id, user.name)).collect();
    let t = lang.texts();
    let mut sheet = Sheet::new();
    sheet.row(headings(t));
    let mut each = |contact: Contact| {
        let owner = contact.details.owner.as_ref().and_then(|id| owners.get(id)).cloned().unwrap_or_default();
        let cells = cells(t, contact, owner, &zone);
        sheet.row(cells.iter().map(String::as_str));
    };
    app.store.contacts().export(actor, &filter, &mut each).await?;
    Ok(sheet.finish())
}

fn headings(t: &'static Texts) -> [&'static str; 15] {
    let (c, l, common) = (t.contact(), t.list(), t.common());
    [
        c.given_name,
        common.name,
        common.email,
        c.phone,
        c.company,
        c.job_title,
        c.status,
        c.source,
        common.owner,
        common.tags,
        c.stop,
        t.note().latest,
        l.next,
        l.created,
        l.updated,
    ]
}

fn cells(t: &'static Texts, contact: Contact, owner: String, zone: &Zone) -> [String; 15] {
    let details = contact.details;
    let day = |at: Instant| at.day(zone).to_string();
    let next = contact.next.map(|next| {
        let due = next.due_on.map(|day| format!("{day} ")).unwrap_or_default();
        format!("{due}{}", next.title)
    });
    // Spreadsheets take a space for a space.
    let phones: Vec<String> = details.phones.iter().map(|phone| phone.show().replace('\u{a0}', " ")).collect();
    let emails: Vec<String> = details.emails.iter().map(ToString::to_string).collect();
    let stop = details.do_not_contact.map(|stop| if stop.reason.is_empty() { "×".to_owned() } else { stop.reason });
    [
        details.given_name,
        details.family_name,
        emails.join(", "),
        phones.join(", "),
        contact.company_name.unwrap_or_default(),
        details.job_title,
        app::contact::status_word(t, details.status).to_owned(),
        details.source.unwrap_or_default(),
        owner,
        details.tags.join(", "),
        stop.unwrap_or_default(),
        contact.last_exchange.map(|latest| day(latest.at)).unwrap_or_default(),
        next.unwrap_or_default(),
        day(contact.created_at),
        day(contact.updated_at),
    ]
}
