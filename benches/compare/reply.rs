//! One answer of a server, as it came.

/// An answer that has come in whole.
pub struct Reply<'b> {
    pub status: u16,
    head: &'b str,
    pub body: &'b [u8],
}

impl<'b> Reply<'b> {
    /// The answer that `bytes` hold, or `None` while some of it is missing.
    ///
    /// # Errors
    /// What is wrong with it. Every peer says how long its answers are, so that nothing else needs to be read here.
    pub fn read(bytes: &'b [u8]) -> Result<Option<Self>, String> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| "a head that is not UTF-8".to_owned())?;
        let status = head.strip_prefix("HTTP/1.1 ").or_else(|| head.strip_prefix("HTTP/1.0 "));
        let status = status.and_then(|rest| rest.get(..3)?.parse().ok());
        let mut reply = Self { status: status.ok_or_else(|| format!("not HTTP/1: {head}"))?, head, body: &[] };
        let length = reply.header("content-length").and_then(|length| length.parse::<usize>().ok());
        let length = length.ok_or_else(|| format!("an answer without its length: {head}"))?;
        let Some(body) = bytes.get(end + 4..end + 4 + length) else { return Ok(None) };
        reply.body = body;
        Ok(Some(reply))
    }

    /// The first header of this name, which is given in small letters.
    pub fn header(&self, name: &str) -> Option<&'b str> {
        self.head.split("\r\n").skip(1).find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Every line of the head but the first.
    pub fn header_lines(&self) -> &'b str {
        self.head.split_once("\r\n").map_or("", |(_, lines)| lines)
    }

    /// Whether the server closes the connection after it.
    pub fn is_last(&self) -> bool {
        let kept = self.head.starts_with("HTTP/1.1");
        self.header("connection").map_or(!kept, |value| value.eq_ignore_ascii_case("close"))
    }

    /// What it says, for a message about it.
    pub fn shown(&self) -> String {
        let body = String::from_utf8_lossy(self.body);
        format!("{} {}", self.status, body.chars().take(300).collect::<String>())
    }
}
