//! The rehearsal bench: what is pressed there comes out as one intent.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use madoguchi::screen::{BenchIntent, BenchView, SceneChoice, bench_ui};

/// A bench with two people, the card of one of them laid down, and what was wanted of it last.
pub(crate) fn bench() -> Option<Harness<'static, Option<BenchIntent>>> {
    let persona = |id: &str, label: &str, story: &str| (id.to_owned(), label.to_owned(), story.to_owned());
    let view = BenchView {
        personas: vec![
            persona("hanako", "窓口　花子", "Everything is in order."),
            persona(
                "takasaki",
                "髙﨑　例子",
                "Her insurer returns ● for characters that the card writes in full.",
            ),
        ],
        laid: Some("hanako".to_owned()),
        centre_runs: true,
        clock_text: "2026-11-22 09:00".to_owned(),
        log: vec!["card laid down".to_owned(), "chip read in 0.4 s".to_owned()],
        ..BenchView::default()
    };
    let face = crate::stage::face()?;
    let draw = move |ui: &mut egui::Ui, wanted: &mut Option<BenchIntent>| {
        *wanted = bench_ui(ui, &view).or(wanted.take());
    };
    let builder = Harness::builder().with_size([360.0, 800.0]).with_theme(egui::Theme::Light);
    Some(builder.with_context_setup(move |ctx| face.install(ctx)).build_ui_state(draw, None))
}

#[test]
fn each_control_of_the_bench_says_what_it_wants() {
    let check = |label: &str, expected: Option<BenchIntent>| {
        let Some(mut bench) = bench() else { return };
        bench.get_by_label(label).click();
        bench.run_ok();
        assert_eq!(*bench.state(), expected, "{label}");
    };
    check("髙﨑　例子", Some(BenchIntent::LayDown("takasaki".to_owned())));
    check("窓口　花子", None);
    check("Take the card away", Some(BenchIntent::TakeAway));
    check("masked face", Some(BenchIntent::Scene(SceneChoice::MaskedFace)));
    check("answers", Some(BenchIntent::StopCentre));
    check("has revoked this card", Some(BenchIntent::Revoke("hanako".to_owned())));
    check("+30 days", Some(BenchIntent::MoveClock(30)));
}
