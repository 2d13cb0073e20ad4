//! A line for each series over the days, as an SVG that needs nothing else.

use std::fmt::Write;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 60.0;
const BOTTOM: f64 = 40.0;
const TOP: f64 = 50.0;
const RIGHT: f64 = 20.0;

/// One line: its name, its colour and a value for each day.
pub struct Line {
    pub name: String,
    pub colour: &'static str,
    pub values: Vec<f64>,
}

/// Draws `lines`, whose values are megabytes, one a day.
pub fn draw(title: &str, lines: &[Line]) -> String {
    let days = lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(2);
    let largest = lines.iter().flat_map(|line| &line.values).fold(1.0, |most: f64, value| most.max(*value));
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    let step = step.into_iter().find(|step| largest / step <= 6.0).unwrap_or(5000.0);
    let top = (largest / step).ceil() * step;
    let x = |day: usize| LEFT + (WIDTH - LEFT - RIGHT) * day as f64 / (days - 1) as f64;
    let y = |value: f64| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"18\" font-size=\"14\">{title}</text>\n"
    );
    for mark in 0..=(top / step) as usize {
        let value = mark as f64 * step;
        let (at, label) = (y(value), y(value) + 4.0);
        writeln!(svg, "<path d=\"M{LEFT} {at:.1}H{}\" stroke=\"#ddd\"/>", WIDTH - RIGHT).unwrap();
        writeln!(svg, "<text x=\"{}\" y=\"{label:.1}\" text-anchor=\"end\">{value} MB</text>", LEFT - 6.0).unwrap();
    }
    for day in (0..days).step_by((days / 12).max(1)) {
        let (at, below) = (x(day), HEIGHT - BOTTOM + 18.0);
        writeln!(svg, "<text x=\"{at:.1}\" y=\"{below}\" text-anchor=\"middle\">day {day}</text>").unwrap();
    }
    for (index, line) in lines.iter().enumerate() {
        let points: Vec<String> =
            line.values.iter().enumerate().map(|(day, value)| format!("{:.1},{:.1}", x(day), y(*value))).collect();
        let (from, colour) = (LEFT + 200.0 * index as f64, line.colour);
        writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
            points.join(" ")
        )
        .unwrap();
        writeln!(svg, "<rect x=\"{from}\" y=\"28\" width=\"12\" height=\"4\" fill=\"{colour}\"/>").unwrap();
        writeln!(svg, "<text x=\"{}\" y=\"35\">{}</text>", from + 18.0, line.name).unwrap();
    }
    svg.push_str("</svg>\n");
    svg
}
