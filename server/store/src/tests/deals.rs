//! Deals and the board they stand on.

use domain::board::{Board, BoardQuery, ColumnQuery, RefreshQuery};
use domain::deal::{Closing, Deals, Filter, NewDeal, Outcome, Relocation, State};
use domain::error::Refusal;
use domain::{ContactId, Crm, Day, DealId, Error, Money, Patch, Problem};

use super::{World, deal_details, store};

pub(super) async fn board(w: &World, filter: Filter) -> Board {
    w.store.deals().board(&w.reader, &BoardQuery { pipeline: None, filter }).await.unwrap()
}

/// The titles of a column, from the top.
pub(super) async fn column(w: &World, stage: usize) -> Vec<String> {
    let board = board(w, Filter::default()).await;
    board.columns[stage].cards.iter().map(|card| card.deal.details.title.clone()).collect()
}

pub(super) fn to(w: &World, deal: &DealId, stage: usize, after: Option<&DealId>) -> Relocation {
    Relocation {
        deal: deal.clone(),
        stage: w.stage(stage),
        after: after.cloned(),
        from: None,
        origin: "page".to_owned(),
    }
}

#[tokio::test]
async fn a_board_has_heads_and_cards() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let details = domain::deal::Details {
        amount: Some(Money::from_cents(150_000)),
        owner: w.advisor.user.clone(),
        closing_on: Some(Day::parse("2026-12-24").unwrap()),
        tags: vec!["VIP".to_owned()],
        ..deal_details("Bilan", &contact.id)
    };
    let made = w.store.deals().create(&w.advisor, NewDeal { details, stage: None }).await.unwrap();
    assert_eq!((made.contact_name.as_str(), made.owner_name.as_deref()), ("Ana Roy", Some("advisor")));
    w.deal("Anglais", &contact.id, 0).await;
    w.deal("Excel", &contact.id, 2).await;
    let shown = board(&w, Filter::default()).await;
    assert_eq!(shown.columns.len(), 5);
    let head = &shown.columns[0].head;
    assert_eq!((head.count.rows, head.sum), (2, Money::from_cents(150_000)));
    assert_eq!(column(&w, 0).await, ["Anglais", "Bilan"]);
    assert_eq!(shown.columns[0].cards[1], w.store.deals().show(&w.reader, &made.deal.id).await.unwrap());
    let filters = [
        Filter { text: "roy bil".to_owned(), ..Filter::default() },
        Filter { owner: w.advisor.user.clone(), ..Filter::default() },
        Filter { tag: Some("VIP".to_owned()), ..Filter::default() },
        Filter { amount_from: Some(Money::from_cents(1)), ..Filter::default() },
        Filter {
            amount_to: Some(Money::from_cents(150_000)),
            amount_from: Some(Money::from_cents(150_000)),
            ..Filter::default()
        },
        Filter { closing_from: Some(Day::parse("2026-12-24").unwrap()), ..Filter::default() },
        Filter { closing_to: Some(Day::parse("2026-12-24").unwrap()), ..Filter::default() },
    ];
    for filter in filters {
        let seen = board(&w, filter.clone()).await;
        let counts: Vec<u32> = seen.columns.iter().map(|column| column.head.count.rows).collect();
        assert_eq!(counts, [1, 0, 0, 0, 0], "{filter:?}");
        assert_eq!(seen.columns[0].cards[0].deal.id, made.deal.id);
        let listed = Deals::list(&w.store, &w.reader, &filter, None).await.unwrap();
        assert_eq!((listed.rows.len(), listed.count.rows), (1, 1));
        let sum = Deals::sum(&w.store, &w.reader, &filter).await.unwrap();
        assert_eq!(sum, Money::from_cents(150_000), "{filter:?}");
        let query = RefreshQuery { pipeline: w.pipeline.id.clone(), filter, deals: seen_ids(&shown) };
        let fresh = w.store.deals().refresh(&w.reader, &query).await.unwrap();
        assert_eq!(fresh.cards.iter().map(|card| &card.deal.id).collect::<Vec<_>>(), [&made.deal.id]);
        assert_eq!(fresh.heads.iter().map(|head| head.count.rows).sum::<u32>(), 1);
    }
    for filter in [Filter { contact: Some(contact.id), ..Filter::default() }, Filter::default()] {
        assert_eq!(Deals::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), 3);
    }
    w.store.deals().close(&w.advisor, &made.deal.id, Closing::Won, String::new()).await.unwrap();
    for (state, rows, cents) in [(State::Open, 2, 0), (State::Won, 1, 150_000), (State::Lost, 0, 0)] {
        for text in ["", "roy"] {
            let filter = Filter { state: Some(state), text: text.to_owned(), ..Filter::default() };
            let listed = Deals::list(&w.store, &w.reader, &filter, None).await.unwrap();
            let sum = Deals::sum(&w.store, &w.reader, &filter).await.unwrap();
            assert_eq!((listed.rows.len(), sum), (rows, Money::from_cents(cents)), "{filter:?}");
        }
    }
}

fn seen_ids(board: &Board) -> Vec<DealId> {
    let cards = board.columns.iter().flat_map(|column| &column.cards);
    cards.map(|card| card.deal.id.clone()).chain(["gone".parse().unwrap()]).collect()
}

#[tokio::test]
async fn a_card_stands_where_it_was_dropped() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    let (c, b, a) = (w.deal("c", &contact, 0).await, w.deal("b", &contact, 0).await, w.deal("a", &contact, 0).await);
    let (a, b, c) = (a.deal.id, b.deal.id, c.deal.id);
    let deals = w.store.deals();
    deals.relocate(&w.advisor, to(&w, &a, 0, Some(&b))).await.unwrap();
    assert_eq!(column(&w, 0).await, ["b", "a", "c"]);
    deals.relocate(&w.advisor, to(&w, &a, 0, Some(&c))).await.unwrap();
    assert_eq!(column(&w, 0).await, ["b", "c", "a"]);
    deals.relocate(&w.advisor, to(&w, &a, 0, None)).await.unwrap();
    assert_eq!(column(&w, 0).await, ["a", "b", "c"]);
    let moved = deals.relocate(&w.advisor, to(&w, &b, 1, None)).await.unwrap();
    assert_eq!(moved.deal.stage, w.stage(1));
    deals.relocate(&w.advisor, to(&w, &c, 1, Some(&b))).await.unwrap();
    assert_eq!(
        (column(&w, 0).await, column(&w, 1).await),
        (vec!["a".to_owned()], vec!["b".to_owned(), "c".to_owned()])
    );
    // The neighbour has left the column meanwhile: the top.
    deals.relocate(&w.advisor, to(&w, &c, 0, Some(&b))).await.unwrap();
    assert_eq!(column(&w, 0).await, ["c", "a"]);
    let nowhere = Relocation { stage: "gone".parse().unwrap(), ..to(&w, &a, 0, None) };
    assert_eq!(deals.relocate(&w.advisor, nowhere).await, Err(Error::NotFound));
    // Taking a move back does not undo what somebody did since.
    let back = Relocation { from: Some(w.stage(1)), ..to(&w, &c, 2, None) };
    assert_eq!(deals.relocate(&w.advisor, back).await, Err(Error::refused(Refusal::DealMoved)));
    let back = Relocation { from: Some(w.stage(0)), ..to(&w, &c, 2, None) };
    assert!(deals.relocate(&w.advisor, back).await.is_ok());
    assert_eq!(deals.relocate(&w.advisor, to(&w, &"gone".parse().unwrap(), 0, None)).await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_closed_deal_leaves_the_board_and_comes_back() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    let (first, _) = (w.deal("first", &contact, 0).await.deal.id, w.deal("second", &contact, 0).await);
    let deals = w.store.deals();
    let lost = deals.close(&w.advisor, &first, Closing::Lost, " trop  cher ".to_owned()).await.unwrap();
    assert!(matches!(lost.deal.outcome, Outcome::Lost { ref reason, .. } if reason == "trop cher"));
    assert_eq!(column(&w, 0).await, ["second"]);
    let closed = Err(Error::refused(Refusal::DealClosed));
    assert_eq!(deals.close(&w.advisor, &first, Closing::Won, String::new()).await, closed);
    assert_eq!(deals.relocate(&w.advisor, to(&w, &first, 1, None)).await, closed);
    let query = RefreshQuery { pipeline: w.pipeline.id.clone(), filter: Filter::default(), deals: vec![first.clone()] };
    assert!(deals.refresh(&w.reader, &query).await.unwrap().cards.is_empty());
    assert!(deals.reopen(&w.advisor, &first).await.unwrap().deal.outcome.is_open());
    assert_eq!(column(&w, 0).await, ["first", "second"]);
    let won = deals.close(&w.advisor, &first, Closing::Won, String::new()).await.unwrap();
    assert!(matches!(won.deal.outcome, Outcome::Won { .. }));
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    let deals = w.store.deals();
    let nobody: ContactId = "gone".parse().unwrap();
    let create = async |details, stage: Option<&str>| {
        deals.create(&w.advisor, NewDeal { details, stage: stage.map(|id| id.parse().unwrap()) }).await
    };
    let refused = create(deal_details("", &contact), None).await;
    assert_eq!(refused, Err(Error::invalid("title", Problem::Missing)));
    assert_eq!(create(deal_details("x", &nobody), None).await, Err(Error::invalid("contact", Problem::Unknown)));
    assert_eq!(create(deal_details("x", &contact), Some("gone")).await, Err(Error::invalid("stage", Problem::Unknown)));
    let deal = create(deal_details("x", &contact), None).await.unwrap().deal;
    let edit = async |change: fn(&mut domain::deal::Details)| {
        let mut wanted = deal.details.clone();
        change(&mut wanted);
        deals.edit(&w.advisor, &deal.id, Patch::between(deal.version, &deal.details, &wanted)).await
    };
    assert_eq!(edit(|d| d.title = "y".to_owned()).await.unwrap().deal.details.title, "y");
    assert_eq!(edit(|d| d.training = "Excel".to_owned()).await.unwrap().deal.details.title, "y");
    assert!(matches!(edit(|d| d.title = "z".to_owned()).await, Err(Error::Changed { .. })));
    assert!(matches!(edit(|d| d.amount = Some(Money::from_cents(-1))).await, Err(Error::Invalid { .. })));
    let elsewhere = BoardQuery { pipeline: Some("gone".parse().unwrap()), filter: Filter::default() };
    assert_eq!(deals.board(&w.reader, &elsewhere).await, Err(Error::NotFound));
    let query = ColumnQuery {
        pipeline: w.pipeline.id.clone(),
        stage: "gone".parse().unwrap(),
        filter: Filter::default(),
        after: None,
    };
    assert_eq!(deals.column(&w.reader, &query).await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_stage_is_hidden_but_its_deals_are_shown() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    w.deal("kept", &contact, 1).await;
    let mut wanted = w.pipeline.details.clone();
    wanted.stages[0].hidden = true;
    wanted.stages[1].hidden = true;
    let patch = Patch::between(w.pipeline.version, &w.pipeline.details, &wanted);
    let edited = w.store.pipelines().edit(&w.administrator, &w.pipeline.id, patch).await.unwrap();
    assert_eq!(edited.version, 2);
    let shown = board(&w, Filter::default()).await;
    assert_eq!(shown.columns.len(), 4);
    assert_eq!(shown.columns[0].cards[0].deal.details.title, "kept");
    let mut fewer = edited.details.clone();
    fewer.stages.pop();
    let patch = Patch::between(edited.version, &edited.details, &fewer);
    let refused = w.store.pipelines().edit(&w.administrator, &edited.id, patch).await;
    assert_eq!(refused, Err(Error::invalid("stages", Problem::Fixed)));
    let second =
        w.store.pipelines().create(&w.administrator, domain::pipeline::Details::default_sales()).await.unwrap();
    let list = w.store.pipelines().list(&w.reader).await.unwrap();
    assert_eq!(list.iter().map(|p| &p.id).collect::<Vec<_>>(), [&w.pipeline.id, &second.id]);
    let unnamed = domain::pipeline::Details { name: String::new(), ..second.details };
    assert!(w.store.pipelines().create(&w.administrator, unnamed).await.is_err());
}
