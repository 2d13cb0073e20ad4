### Days and times. Everything is in UTC, and says so where a time of day is shown.
### $day: 1 to 31. $month: 1 to 12. $year: all its digits. $hour: 00 to 23, $minute: 00 to 59, always two digits.

date-month =
    { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    }
date-day = { $day } { date-month } { $year }
date-time = { $hour }:{ $minute } UTC
date-and-time = { date-day }, { date-time }

## How long

wait-seconds =
    { $seconds ->
        [one] { $seconds } sekundę
        [few] { $seconds } sekundy
        [many] { $seconds } sekund
       *[other] { $seconds } sekundy
    }
wait-minutes =
    { $minutes ->
        [one] { $minutes } minutę
        [few] { $minutes } minuty
        [many] { $minutes } minut
       *[other] { $minutes } minuty
    }
wait-hours =
    { $hours ->
        [one] { $hours } godzinę
        [few] { $hours } godziny
        [many] { $hours } godzin
       *[other] { $hours } godziny
    }
