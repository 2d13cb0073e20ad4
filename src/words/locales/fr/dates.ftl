### Days and times. Everything is in UTC, and says so where a time of day is shown.
### $day: 1 to 31. $month: 1 to 12. $year: all its digits. $hour: 00 to 23, $minute: 00 to 59, always two digits.

date-month =
    { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
date-day =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { date-month } { $year }
date-time = { $hour }:{ $minute } UTC
date-and-time = { date-day } à { date-time }

## How long

wait-seconds =
    { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }
wait-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
wait-hours =
    { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }
