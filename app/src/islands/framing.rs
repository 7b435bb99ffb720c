//! The frame of a photo as a hand lays it: moved and sized over the picture by pointer and by keys, with its fields filled in.
//!
//! Owns: what follows the hand. Refuses: sending; the form around it is plain, has a choice of frames of its own, and is sent by its
//! button. Where a frame may lie says `domain::uploads::Drawn`, to the server too.

use domain::uploads::{Area, Drawn, Frame, Ground, PhotoSize};
use leptos::ev::{Event, KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use text::{Lang, uploads as t};

/// The id of the choice of frames, which is hidden once the picture is here.
pub const CHOICE: &str = "frame-choice";
const HOW: &str = "frame-how";

/// What a pointer does with the frame until it is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grip {
    Moves,
    Sizes,
}

/// A grip as it began: where the pointer was, in pixels of the page, and the frame.
#[derive(Clone, Copy, Debug)]
struct Held {
    grip: Grip,
    at: (i32, i32),
    from: Drawn,
}

/// What the parts of the island share.
#[derive(Clone, Copy)]
struct Laid {
    /// The picture with its size, once it is here, and the photo that is cut from it.
    ground: RwSignal<Option<Ground>>,
    photo: PhotoSize,
    drawn: RwSignal<Drawn>,
    held: RwSignal<Option<Held>>,
    stage: NodeRef<html::Div>,
}

/// The picture with its frame; nothing before the page is awake. `picture` is the code of the picture at `src`, `photo` what is cut from it.
#[island]
pub fn Framing(lang: Lang, src: String, picture: String, photo: PhotoSize) -> impl IntoView {
    let awake = RwSignal::new(false);
    let laid = Laid {
        ground: RwSignal::new(None),
        photo,
        drawn: RwSignal::new(Drawn::default()),
        held: RwSignal::new(None),
        stage: NodeRef::new(),
    };
    Effect::new(move |_| awake.set(true));
    move || awake.get().then(|| stage(lang, laid, (src.clone(), picture.clone())))
}

fn stage(lang: Lang, laid: Laid, (src, picture): (String, String)) -> impl IntoView {
    let here = move || laid.ground.get();
    view! {
        <div class="framing" hidden=move || here().is_none()>
            <p class="small soft" id=HOW>{t::frame_how(lang)}</p>
            <div
                class="stage"
                node_ref=laid.stage
                tabindex="0"
                role="application"
                aria-label=t::frame_stage(lang)
                aria-describedby=HOW
                on:keydown=move |event| laid.press(&event)
            >
                <img src=src alt="" draggable="false" on:load=move |event| laid.arrive(&event)/>
                {move || here().map(|ground| over(laid, ground))}
            </div>
            <p class="small soft" role="status">
                {move || here().map(|_| said(lang, laid))}
            </p>
            {steps(lang, laid)}
            {move || here().map(|_| fields(laid, picture.clone()))}
        </div>
    }
}

/// The frame, what it leaves out, and the corner that sizes it.
fn over(laid: Laid, Ground { picture: (width, height), photo }: Ground) -> impl IntoView {
    let frame = move || laid.drawn.get();
    let shade = move || {
        let Drawn { x, y, width: wide } = frame();
        let high = frame().height(photo);
        format!("M0 0h{width}v{height}h-{width}zM{x} {y}v{high}h{wide}v-{high}z")
    };
    let grip = width.min(height) / 18;
    let corner =
        move || (frame().x.saturating_add(frame().width), frame().y.saturating_add(frame().height(photo)));
    view! {
        <svg viewBox=format!("0 0 {width} {height}") aria-hidden="true" focusable="false">
            <path class="shade" d=shade fill-rule="evenodd"></path>
            <rect
                class="frame"
                x=move || frame().x.to_string()
                y=move || frame().y.to_string()
                width=move || frame().width.to_string()
                height=move || frame().height(photo).to_string()
                on:pointerdown=move |event| laid.hold(&event, Grip::Moves)
                on:pointermove=move |event| laid.follow(&event)
                on:pointerup=move |_| laid.held.set(None)
                on:pointercancel=move |_| laid.held.set(None)
            ></rect>
            <circle
                class="grip"
                cx=move || corner().0.saturating_sub(grip / 2).to_string()
                cy=move || corner().1.saturating_sub(grip / 2).to_string()
                r=grip.to_string()
                on:pointerdown=move |event| laid.hold(&event, Grip::Sizes)
                on:pointermove=move |event| laid.follow(&event)
                on:pointerup=move |_| laid.held.set(None)
                on:pointercancel=move |_| laid.held.set(None)
            ></circle>
        </svg>
    }
}

fn said(lang: Lang, laid: Laid) -> String {
    let drawn = laid.drawn.get();
    let [x, y, width, height] = [drawn.x, drawn.y, drawn.width, drawn.height(laid.photo)].map(i64::from);
    t::frame_at(lang, width, height, x, y)
}

/// The same by buttons, for a thumb and for whoever hears the page.
fn steps(lang: Lang, laid: Laid) -> impl IntoView {
    let step = |key: &'static str, word: &'static str| {
        let act = move |_| {
            laid.step(key, false);
        };
        view! { <button type="button" class="btn quiet" on:click=act>{word}</button> }
    };
    view! {
        <div class="row">
            {step("ArrowLeft", t::frame_left(lang))}
            {step("ArrowRight", t::frame_right(lang))}
            {step("ArrowUp", t::frame_up(lang))}
            {step("ArrowDown", t::frame_down(lang))}
            {step("-", t::frame_smaller(lang))}
            {step("+", t::frame_larger(lang))}
        </div>
    }
}

fn fields(laid: Laid, picture: String) -> impl IntoView {
    let drawn = move || laid.drawn.get();
    view! {
        <input type="hidden" name="picture" value=picture/>
        <input type="hidden" name="x" value=move || drawn().x.to_string()/>
        <input type="hidden" name="y" value=move || drawn().y.to_string()/>
        <input type="hidden" name="width" value=move || drawn().width.to_string()/>
    }
}

impl Laid {
    /// The picture is here: the frame begins as it is cut where nobody chose, and takes the place of the choice.
    fn arrive(self, event: &Event) {
        let image: web_sys::HtmlImageElement = event_target(event);
        let ground = Ground { picture: (image.natural_width(), image.natural_height()), photo: self.photo };
        let usual: Area = Frame::USUAL.area(ground);
        self.drawn.set(Drawn::near(usual, ground));
        self.ground.set(Some(ground));
        if let Some(choice) = document().get_element_by_id(CHOICE) {
            drop(choice.set_attribute("hidden", ""));
        }
    }

    fn hold(self, event: &PointerEvent, grip: Grip) {
        if !event.is_primary() {
            return;
        }
        event.prevent_default();
        let target: web_sys::Element = event_target(event);
        // Without the capture a quick hand loses the frame at its edge; it can be taken up again.
        drop(target.set_pointer_capture(event.pointer_id()));
        if let Some(stage) = self.stage.get_untracked() {
            drop(stage.focus());
        }
        let at = (event.client_x(), event.client_y());
        self.held.set(Some(Held { grip, at, from: self.drawn.get_untracked() }));
    }

    fn follow(self, event: &PointerEvent) {
        let (Some(held), Some(ground), Some(stage)) =
            (self.held.get_untracked(), self.ground.get_untracked(), self.stage.get_untracked())
        else {
            return;
        };
        // From pixels of the page to those of the picture.
        let shown = i64::from(stage.client_width()).max(1);
        let of = |now: i32, was: i32| {
            i64::from(now).saturating_sub(i64::from(was)).saturating_mul(i64::from(ground.picture.0)) / shown
        };
        let (right, down) = (of(event.client_x(), held.at.0), of(event.client_y(), held.at.1));
        let next = match held.grip {
            Grip::Moves => held.from.moved((right, down), ground),
            Grip::Sizes => held.from.pulled(right, ground),
        };
        self.lay(next);
    }

    fn press(self, event: &KeyboardEvent) {
        let with_others = event.ctrl_key() || event.alt_key() || event.meta_key();
        if !with_others && self.step(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    }

    /// Does what a key says, a hundredth of the picture at a time or a pixel; `false` where it says nothing.
    fn step(self, key: &str, finely: bool) -> bool {
        let Some(ground) = self.ground.get_untracked() else { return false };
        let by = if finely { 1 } else { i64::from(ground.picture.0 / 100).max(1) };
        let now = self.drawn.get_untracked();
        let next = match key {
            "ArrowLeft" => now.moved((-by, 0), ground),
            "ArrowRight" => now.moved((by, 0), ground),
            "ArrowUp" => now.moved((0, -by), ground),
            "ArrowDown" => now.moved((0, by), ground),
            "+" | "=" => now.sized(by.saturating_mul(2), ground),
            "-" | "_" => now.sized(by.saturating_mul(-2), ground),
            _ => return false,
        };
        self.lay(next);
        true
    }

    fn lay(self, next: Drawn) {
        if self.drawn.get_untracked() != next {
            self.drawn.set(next);
        }
    }
}
