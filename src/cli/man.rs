//! `grantd man`: one manual page with all commands.

use std::io;

use clap::Command;
use clap_mangen::Man;

/// The page, in roff.
pub fn page(mut root: Command) -> io::Result<Vec<u8>> {
    root.build();
    let man = Man::new(root.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.extend_from_slice(b".SH COMMANDS\n");
    commands(&root, "grantd", &mut page)?;
    page.extend_from_slice(FILES.as_bytes());
    Ok(page)
}

const FILES: &str = "\
.SH \"EXIT STATUS\"
0: done. 1: it failed; one line on standard error says what and what to do. 2: wrong usage or wrong configuration.
.SH FILES
.TP
\\fI/etc/grantd/grantd.toml\\fR
The configuration, unless \\fB\\-\\-config\\fR, \\fB$GRANTD_CONFIG\\fR or \\fIconf/grantd.toml\\fR names another.
.TP
\\fIDATA_DIR/grantd.sock\\fR
The administration socket of a running daemon; commands use it by themselves.
.SH \"RUN AS ROOT\"
Over a data directory that belongs to another user grantd works as that user: nothing in it becomes root's, and no link in
it leads elsewhere. The configuration and the file that a command is given are read or written as root.
";

/// Each command below `parent`, as a section of its own.
fn commands(parent: &Command, path: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for command in parent.get_subcommands().filter(|command| command.get_name() != "help") {
        let path = format!("{path} {}", command.get_name());
        page.extend_from_slice(format!(".SS \"{}\"\n", path.replace('-', "\\-")).as_bytes());
        page.extend_from_slice(section(command)?.as_bytes());
        commands(command, &path, page)?;
    }
    Ok(())
}

/// What a command does, without what is told once for all of them: global options, the list of commands.
fn section(command: &Command) -> io::Result<String> {
    let own = command.clone().mut_args(|arg| {
        let told = arg.is_global_set() || arg.get_id() == "help";
        arg.hide(told)
    });
    let man = Man::new(own);
    let mut section = Vec::new();
    if !command.has_subcommands() {
        man.render_synopsis_section(&mut section)?;
    }
    man.render_description_section(&mut section)?;
    man.render_options_section(&mut section)?;
    man.render_extra_section(&mut section)?;
    let mut text = String::new();
    for line in String::from_utf8_lossy(&section).lines() {
        // What is a section on a page of its own is a paragraph here, and what each such page sets up is set up once.
        match line {
            ".SH SYNOPSIS" | ".SH DESCRIPTION" | ".SH OPTIONS" | ".SH EXTRA" => text.push_str(".PP"),
            line if line.ends_with(" .ds Aq \\(aq") || line == ".el .ds Aq '" => continue,
            line if line.starts_with(".SH ") => continue,
            // Lines to be typed are not to be filled.
            "Examples:" => text.push_str("Examples:\n.nf"),
            line => text.push_str(line),
        }
        text.push('\n');
    }
    if text.contains("\n.nf\n") {
        text.push_str(".fi\n");
    }
    Ok(text)
}
