package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitePlacesTest {
  private static final Sites SITES =
      new Sites(
          Map.of("sandbox", URI.create("http://sandbox:8090/datadog")),
          Map.of("sandbox", URI.create("http://localhost:8090/datadog/")));

  @ParameterizedTest
  @CsvSource({
    "https://app.datadoghq.com,       datadoghq.com,      https://app.datadoghq.com",
    "datadoghq.com,                   datadoghq.com,      https://app.datadoghq.com",
    "https://api.datadoghq.eu/,       datadoghq.eu,       https://app.datadoghq.eu",
    "https://acme.datadoghq.com,      datadoghq.com,      https://acme.datadoghq.com",
    "https://us5.datadoghq.com,       us5.datadoghq.com,  https://us5.datadoghq.com",
    "https://acme.us5.datadoghq.com,  us5.datadoghq.com,  https://acme.us5.datadoghq.com",
    "US3.datadoghq.com,               us3.datadoghq.com,  https://us3.datadoghq.com",
    "https://app.ddog-gov.com,        ddog-gov.com,       https://app.ddog-gov.com",
    "sandbox,                         sandbox,            http://localhost:8090/datadog",
    "http://localhost:8090/datadog,   sandbox,            http://localhost:8090/datadog"
  })
  void site_and_the_addresses_of_its_organizations_lead_to_its_page(
      String said, String site, String page) {
    var place = SITES.place(said).orElseThrow();
    assertThat(place.site()).isEqualTo(site);
    assertThat(place.authorizePage()).isEqualTo(URI.create(page + "/oauth2/v1/authorize"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "https://datadoghq.com.evil.example",
        "https://evildatadoghq.com",
        "https://evil.example/datadoghq.com",
        "https://evil.example#.datadoghq.com",
        "https://evil.example?.datadoghq.com",
        "https://evil@datadoghq.com",
        "https://datadoghq.com@evil.example",
        "https://app.datadoghq.com:8443",
        "http://app.datadoghq.com",
        "https://a.b.datadoghq.com",
        "x.sandbox",
        "https://sandbox",
        "http://localhost:8090",
        "http://169.254.169.254/latest",
        "//datadoghq.com",
        ""
      })
  void place_of_no_site_leads_nowhere(String said) {
    assertThat(SITES.place(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "datadoghq.com.evil.example",
        "evildatadoghq.com",
        "localhost:8090",
        "127.0.0.1",
        "datadoghq.com/evil",
        "datadoghq.com#",
        "x.sandbox",
        ""
      })
  void domain_of_no_site_has_no_api(String domain) {
    assertThat(SITES.siteOf(domain)).isEmpty();
  }

  @Test
  void api_is_the_sites_own_even_below_an_organizations_address() {
    assertThat(SITES.siteOf("acme.datadoghq.eu").flatMap(SITES::apiUrl))
        .contains(URI.create("https://api.datadoghq.eu"));
    assertThat(SITES.siteOf("sandbox").flatMap(SITES::apiUrl))
        .contains(URI.create("http://sandbox:8090/datadog"));
  }
}
