//! Shades of an accent colour that can be read in both themes, whatever the colour is.
//!
//! The colour is made darker for the light theme and lighter for the dark one until what is written in it, on it and beside
//! it has the contrast of WCAG 2.2 AA (1.4.3) with everything that it stands on.

use crate::config::Accent;

/// The contrast that text needs (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

/// Red, green, blue.
pub type Rgb = [u8; 3];

const WHITE: Rgb = [255; 3];
const BLACK: Rgb = [0; 3];

/// What stands behind text in the light theme: the page, a card, a sunk place. As in the stylesheet.
pub const LIGHT: [Rgb; 3] = [[0xef, 0xf3, 0xf2], WHITE, [0xf5, 0xf8, 0xf7]];
/// The same in the dark theme.
pub const DARK: [Rgb; 3] = [[0x10, 0x16, 0x15], [0x19, 0x21, 0x1f], [0x14, 0x1b, 0x1a]];

/// The shades of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    /// Links, and the ground of buttons.
    pub accent: Rgb,
    /// The same under the pointer, and text on the tint.
    pub strong: Rgb,
    /// Text on both.
    pub on: Rgb,
    /// A ground with a touch of the colour.
    pub tint: Rgb,
}

impl Shades {
    /// For the light theme.
    pub fn light(Accent(colour): Accent) -> Self {
        Self::first(
            |step| {
                let accent = mix(colour, BLACK, step);
                Self { accent, strong: mix(accent, BLACK, 0.25), on: WHITE, tint: mix(WHITE, accent, 0.11) }
            },
            &LIGHT,
        )
    }

    /// For the dark theme.
    pub fn dark(Accent(colour): Accent) -> Self {
        let [_, card, _] = DARK;
        Self::first(
            |step| {
                let accent = mix(colour, WHITE, step);
                Self {
                    accent,
                    strong: mix(accent, WHITE, 0.3),
                    on: mix(BLACK, accent, 0.1),
                    tint: mix(card, accent, 0.16),
                }
            },
            &DARK,
        )
    }

    /// The shades that are nearest to the colour and readable.
    fn first(shades: impl Fn(f64) -> Self, grounds: &[Rgb]) -> Self {
        const STEPS: u32 = 50;
        let all = (0..=STEPS).map(|step| shades(f64::from(step) / f64::from(STEPS)));
        let mut last = None;
        for shades in all {
            if shades.are_readable(grounds) {
                return shades;
            }
            last = Some(shades);
        }
        // Never so: at the last step the accent is black, or white.
        last.unwrap_or_else(|| shades(1.0))
    }

    /// Whether all that is written in these shades can be read on all that it stands on.
    pub fn are_readable(&self, grounds: &[Rgb]) -> bool {
        let Self { accent, strong, on, tint } = *self;
        let readable = |text, ground: &Rgb| contrast(text, *ground) >= READABLE;
        grounds.iter().chain([&tint]).all(|ground| readable(accent, ground) && readable(strong, ground))
            && readable(on, &accent)
            && readable(on, &strong)
    }

    fn css(&self) -> String {
        let [accent, strong, on, tint] =
            [self.accent, self.strong, self.on, self.tint].map(|colour| Accent(colour).to_string());
        format!(":root{{--accent:{accent};--accent-strong:{strong};--on-accent:{on};--tint:{tint}}}")
    }
}

/// What goes after the stylesheet to colour it. Paper has no colour.
pub fn stylesheet(accent: Accent) -> String {
    format!(
        "@media screen{{{}}}@media screen and (prefers-color-scheme:dark){{{}}}\n",
        Shades::light(accent).css(),
        Shades::dark(accent).css()
    )
}

/// `share` of `other` in `colour`.
fn mix(colour: Rgb, other: Rgb, share: f64) -> Rgb {
    let mut mixed = colour;
    for (part, other) in mixed.iter_mut().zip(other) {
        let exact = f64::from(*part) * (1.0 - share) + f64::from(other) * share;
        // In range: both are.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rounded = exact.round() as u8;
        *part = rounded;
    }
    mixed
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green))
}

/// The contrast ratio of two colours (WCAG 2.2), 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.01);
        assert!((contrast([0x77; 3], WHITE) - 4.48).abs() < 0.01);
        assert!((contrast([1, 2, 3], [1, 2, 3]) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn every_colour_can_be_read_in_both_themes() {
        let parts = || (0..=255).step_by(15);
        for (red, green, blue) in parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| (r, g, b)))) {
            let colour = Accent([red, green, blue]);
            assert!(Shades::light(colour).are_readable(&LIGHT), "{colour} in the light theme");
            assert!(Shades::dark(colour).are_readable(&DARK), "{colour} in the dark theme");
        }
    }

    #[test]
    fn a_colour_that_is_good_already_is_left_as_it_is() {
        let Accent(own) = Accent::default();
        assert_eq!(Shades::light(Accent::default()).accent, own);
        assert_eq!(Shades::dark(Accent([0x6c, 0xcd, 0xc9])).accent, [0x6c, 0xcd, 0xc9]);
        assert_ne!(Shades::dark(Accent::default()).accent, own, "it is too dark there");
    }

    #[test]
    fn the_stylesheet_sets_both_themes() {
        let css = stylesheet(Accent([0xff, 0xcc, 0x00]));
        assert_eq!((css.matches("--accent:#").count(), css.matches("--on-accent:#").count()), (2, 2));
        assert!(css.contains("(prefers-color-scheme:dark){:root{--accent:#ffcc00;"), "{css}");
    }
}
