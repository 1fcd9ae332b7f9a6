"""One certificate was there before, the other is ours, with its record in the zone."""


def test_the_ready_made_certificate_is_left_as_it_was(aws):
    acm = aws("acm")
    (entry,) = acm.list_certificates()["CertificateSummaryList"]
    assert acm.list_tags_for_certificate(CertificateArn=entry["CertificateArn"])["Tags"] == []


def test_the_requested_certificate_covers_both_names(aws):
    acm = aws("acm", "us-east-1")
    (entry,) = acm.list_certificates()["CertificateSummaryList"]
    certificate = acm.describe_certificate(CertificateArn=entry["CertificateArn"])["Certificate"]
    assert certificate["Status"] == "ISSUED"
    assert certificate["SubjectAlternativeNames"] == ["knowledge.example.com", "*.knowledge.example.com"]


def test_one_record_proves_the_domain_and_its_wildcard(aws):
    acm, route53 = aws("acm", "us-east-1"), aws("route53")
    (entry,) = acm.list_certificates()["CertificateSummaryList"]
    options = acm.describe_certificate(CertificateArn=entry["CertificateArn"])["Certificate"]["DomainValidationOptions"]
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    records = [
        record
        for record in route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
        if record["Type"] == "CNAME"
    ]
    found = [
        (record["Name"].rstrip("."), [value["Value"].rstrip(".") for value in record["ResourceRecords"]])
        for record in records
    ]
    assert found == [
        (options[0]["ResourceRecord"]["Name"].rstrip("."), [options[0]["ResourceRecord"]["Value"].rstrip(".")])
    ]
