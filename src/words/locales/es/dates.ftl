### Days and times. Everything is in UTC, and says so where a time of day is shown.
### $day: 1 to 31. $month: 1 to 12. $year: all its digits. $hour: 00 to 23, $minute: 00 to 59, always two digits.

date-month =
    { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
date-day = { $day } de { date-month } de { $year }
date-time = { $hour }:{ $minute } UTC
date-and-time = { date-day }, { date-time }

## How long

wait-seconds =
    { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }
wait-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
wait-hours =
    { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }
