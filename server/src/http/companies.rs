//! The list of companies as a file: the same ones in the same order as on the page.

use std::collections::HashMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::company::{Company, Details, Filter};
use domain::{Actor, Crm, Instant, Result};

use super::export::{lang_of, sheet_answer};
use crate::router::App;
use crate::sheet::Sheet;

/// The file, for who may export.
pub async fn companies(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let t = lang_of(&headers).texts();
    let made: Result<Vec<u8>> = async {
        let filter = Filter::of(|name| asked.get(name).cloned());
        let zone = app.store.organisation().show(&actor).await?.map(|own| own.zone).unwrap_or_default();
        let (c, f, l) = (t.contact(), t.form(), t.list());
        let users = app.store.users().list(&actor).await?;
        let names: HashMap<_, _> = users.into_iter().map(|user| (user.id, user.name)).collect();
        let mut sheet = Sheet::new();
        sheet.row([
            t.common().name,
            f.siren,
            c.siret,
            f.naf,
            f.head_count,
            f.website,
            f.address,
            c.town,
            t.common().owner,
            t.common().tags,
            l.created,
            l.updated,
        ]);
        let day = |at: Instant| at.day(&zone).to_string();
        let mut each = |company: Company| {
            let Details { name, siren, siret, naf, head_count, website, address, town, owner, tags } = company.details;
            let address = address.map(|address| address.lines().join(", "));
            let cells = [
                name,
                siren.map(|siren| siren.as_str().to_owned()).unwrap_or_default(),
                siret.map(|siret| siret.as_str().to_owned()).unwrap_or_default(),
                naf.map(String::from).unwrap_or_default(),
                head_count.map(|count| count.to_string()).unwrap_or_default(),
                website.map(String::from).unwrap_or_default(),
                address.unwrap_or_default(),
                town,
                owner.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
                tags.join(", "),
                day(company.created_at),
                day(company.updated_at),
            ];
            sheet.row(cells.iter().map(String::as_str));
        };
        app.store.companies().export(&actor, &filter, &mut each).await?;
        Ok(sheet.finish())
    }
    .await;
    sheet_answer(made, "attachment; filename=\"entreprises.csv\"")
}
