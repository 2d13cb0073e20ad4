//! What an app does, for its owner: figures by day, of all people together. Nothing here says anything of a single person.

use serde::{Deserialize, Serialize};

use super::registration::AppError;
use crate::ctx::Ctx;
use crate::store::records::{AppUsage, ClientNumber, Day, Figures, Record};
use crate::store::{Batch, KeyRange, StoreError};

/// How many days are told.
pub const DAYS: u32 = 30;
/// How many people are counted at most; this many stands for that many or more.
pub const MOST_PEOPLE: usize = 10_000;

/// What an app does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageReport {
    /// How many people have authorised it now, [`MOST_PEOPLE`] at most.
    pub people: usize,
    /// The last [`DAYS`] days, the oldest first, the last one today in UTC.
    pub days: Vec<DayFigures>,
}

/// What an app did on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// The day in UTC, `2026-11-23`.
    pub day: String,
    /// What was counted.
    #[serde(flatten)]
    pub figures: Figures,
}

impl UsageReport {
    /// All days together.
    pub fn sum(&self) -> Figures {
        self.days.iter().map(|day| day.figures).fold(Figures::default(), Figures::plus)
    }
}

/// What the app did in the last [`DAYS`] days, up to this moment.
pub fn report(ctx: &Ctx, app: ClientNumber) -> Result<UsageReport, StoreError> {
    let today = Day::of(ctx.clock.now());
    let mut days = Vec::new();
    for day in (0..DAYS).rev().map(|back| today.before(back)) {
        let figures = ctx.usage.figures(&ctx.store, app, day)?;
        days.push(DayFigures { day: day.begin().iso_day(), figures });
    }
    Ok(UsageReport { people: people(ctx, app)?, days })
}

/// How many people have authorised an app now, [`MOST_PEOPLE`] at most.
pub fn people(ctx: &Ctx, app: ClientNumber) -> Result<usize, StoreError> {
    let consents = KeyRange::prefix(&[b"g", &app.0.to_be_bytes()[..]].concat());
    Ok(ctx.store.engine().scan(&consents, MOST_PEOPLE, false)?.len())
}

/// Adds to a batch that the figures of an app go with it.
pub(super) fn end_with(ctx: &Ctx, app: ClientNumber, batch: &mut Batch) -> Result<(), AppError> {
    let days = ctx.store.members::<Day>(AppUsage::KIND, app.0, false)?;
    // Today's may come to be written at this moment.
    for day in days.into_iter().chain([Day::of(ctx.clock.now())]) {
        batch.erase::<AppUsage>(&(app, day));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::clock::ManualClock;
    use crate::config::Config;
    use crate::oauth::registration::{self, App};
    use crate::store::figures::Counted;
    use crate::store::records::{ClientType, Role};
    use crate::testing::{self, BY};

    const DAY: Duration = Duration::from_secs(24 * 3600);

    async fn world() -> (Ctx, ManualClock, App) {
        let (ctx, hand) = testing::core(Config::default());
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let app = testing::add_app(&ctx, owner, ClientType::Public, "profile:read").await.0;
        (ctx, hand, app)
    }

    async fn write(ctx: &Ctx) {
        ctx.usage.write(&ctx.store, DAY).await.unwrap();
    }

    fn last(ctx: &Ctx, app: &App) -> Vec<(String, u64)> {
        let report = report(ctx, app.number).unwrap();
        assert_eq!(report.days.len(), 30);
        report
            .days
            .into_iter()
            .filter(|day| day.figures.requests > 0)
            .map(|day| (day.day, day.figures.requests))
            .collect()
    }

    #[tokio::test]
    async fn figures_are_told_before_and_after_they_are_written_and_add_up() {
        let (ctx, hand, app) = world().await;
        let note =
            |times| (0..times).for_each(|_| ctx.usage.of_app(app.number).note(Counted::Request, ctx.clock.now()));
        note(2);
        assert_eq!(last(&ctx, &app), [("2026-11-23".to_owned(), 2)]);
        write(&ctx).await;
        note(3);
        assert_eq!(last(&ctx, &app), [("2026-11-23".to_owned(), 5)]);
        hand.advance(DAY);
        note(1);
        write(&ctx).await;
        assert_eq!(last(&ctx, &app), [("2026-11-23".to_owned(), 5), ("2026-11-24".to_owned(), 1)]);
        hand.advance(DAY * 29);
        assert_eq!(last(&ctx, &app), [("2026-11-24".to_owned(), 1)], "thirty days are told");
        assert_eq!(ctx.store.all::<AppUsage>().count(), 2);
        hand.advance(DAY * 62);
        ctx.store.sweep(ctx.clock.now(), ctx.clock.now()).await.unwrap();
        assert_eq!(ctx.store.all::<AppUsage>().count(), 0);
    }

    #[tokio::test]
    async fn the_figures_of_an_app_go_with_it_and_none_come_after() {
        let (ctx, _hand, app) = world().await;
        let counts = ctx.usage.of_app(app.number);
        counts.note(Counted::Refused, ctx.clock.now());
        write(&ctx).await;
        assert_eq!(ctx.store.all::<AppUsage>().count(), 1);
        counts.note(Counted::Refused, ctx.clock.now());
        registration::delete(&ctx, BY, app.number).await.unwrap();
        write(&ctx).await;
        assert_eq!(ctx.store.all::<AppUsage>().count(), 0);
    }
}
