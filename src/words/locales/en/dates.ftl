### Days and times. Everything is in UTC, and says so where a time of day is shown.
### $day: 1 to 31. $month: 1 to 12. $year: all its digits. $hour: 00 to 23, $minute: 00 to 59, always two digits.

date-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# 23 November 2026
date-day = { $day } { date-month } { $year }
# 20:24 UTC
date-time = { $hour }:{ $minute } UTC
# 23 November 2026, 20:24 UTC
date-and-time = { date-day }, { date-time }

## How long

# "Please wait 30 seconds": how long somebody has to wait, in a sentence.
wait-seconds =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
wait-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
wait-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
