module wegwijs

go 1.26
