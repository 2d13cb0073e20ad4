### Days and times. Everything is in UTC, and says so where a time of day is shown.
### $day: 1 to 31. $month: 1 to 12. $year: all its digits. $hour: 00 to 23, $minute: 00 to 59, always two digits.

date-month =
    { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
date-day =
    { $day ->
        [1] 1º de { date-month } de { $year }
       *[other] { $day } de { date-month } de { $year }
    }
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
