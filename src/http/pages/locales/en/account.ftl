### One's own account: profile, password, sessions, e-mail address, data, deletion.
