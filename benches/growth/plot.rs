//! Values over days or over sizes, as an SVG that needs nothing else.

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

/// One small drawing: values over sizes, each ten times the last where the marks stand.
pub struct Chart {
    pub title: &'static str,
    pub points: Vec<(f64, f64)>,
}

const SMALL: (f64, f64) = (286.0, 190.0);
const IN_A_ROW: usize = 3;

/// Draws `all` beside and below each other.
pub fn charts(title: &str, all: &[Chart]) -> String {
    let (width, height) = (SMALL.0 * IN_A_ROW as f64, 40.0 + SMALL.1 * all.len().div_ceil(IN_A_ROW) as f64);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"12\" y=\"24\" font-size=\"15\">{title}</text>\n"
    );
    for (index, chart) in all.iter().enumerate() {
        let (column, row) = (index % IN_A_ROW, index / IN_A_ROW);
        let place = (SMALL.0 * column as f64, 40.0 + SMALL.1 * row as f64);
        writeln!(svg, "<g transform=\"translate({} {})\">", place.0, place.1).unwrap();
        small(&mut svg, chart);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

fn small(svg: &mut String, chart: &Chart) {
    let (left, right, top, bottom) = (56.0, SMALL.0 - 16.0, 26.0, SMALL.1 - 28.0);
    let logs = || chart.points.iter().map(|point| point.0.log10());
    let (first, last) = logs().fold((f64::MAX, f64::MIN), |(least, most), size| (least.min(size), most.max(size)));
    let largest = chart.points.iter().fold(0.0, |most: f64, point| most.max(point.1));
    let magnitude = 10f64.powf(largest.log10().floor());
    let full = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * magnitude).find(|full| *full >= largest);
    let full = full.unwrap_or(largest);
    let x = |size: f64| left + (right - left) * (size.log10() - first) / (last - first).max(0.1);
    let y = |value: f64| bottom - (bottom - top) * value / full;
    writeln!(svg, "<text x=\"{left}\" y=\"14\" font-weight=\"bold\">{}</text>", chart.title).unwrap();
    for part in [0.0, 0.5, 1.0] {
        let (value, at) = (part * full, y(part * full));
        writeln!(svg, "<path d=\"M{left} {at:.1}H{right}\" stroke=\"#ddd\"/>").unwrap();
        let label = if value >= 1000.0 { format!("{} k", value / 1000.0) } else { format!("{value}") };
        writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", left - 5.0, at + 4.0).unwrap();
    }
    for (size, _) in &chart.points {
        let label = if *size >= 1e6 { format!("{} M", size / 1e6) } else { format!("{} k", size / 1e3) };
        let below = bottom + 16.0;
        writeln!(svg, "<text x=\"{:.1}\" y=\"{below}\" text-anchor=\"middle\">{label}</text>", x(*size)).unwrap();
    }
    let points: Vec<String> =
        chart.points.iter().map(|(size, value)| format!("{:.1},{:.1}", x(*size), y(*value))).collect();
    let line = points.join(" ");
    writeln!(svg, "<polyline points=\"{line}\" fill=\"none\" stroke=\"#2471a3\" stroke-width=\"1.5\"/>").unwrap();
    for (size, value) in &chart.points {
        writeln!(svg, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.5\" fill=\"#2471a3\"/>", x(*size), y(*value)).unwrap();
    }
}
