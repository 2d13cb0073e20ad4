### Administration.
