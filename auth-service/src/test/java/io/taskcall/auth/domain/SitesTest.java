package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {
  @ParameterizedTest
  @CsvSource({
    "datadoghq.com, https://api.datadoghq.com",
    "us5.datadoghq.com, https://api.us5.datadoghq.com",
    "datadoghq.eu, https://api.datadoghq.eu",
    "ddog-gov.com, https://api.ddog-gov.com",
    "us2.ddog-gov.com, https://api.us2.ddog-gov.com",
  })
  void site_of_datadog_has_its_api(String site, URI apiUrl) {
    assertThat(new Sites(Map.of()).apiUrl(site)).contains(apiUrl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "datadoghq.com.evil.example",
        "datadoghq.com@evil.example",
        "DATADOGHQ.COM",
        "169.254.169.254",
        ""
      })
  void site_that_somebody_made_up_leads_nowhere(String site) {
    assertThat(new Sites(Map.of()).apiUrl(site)).isEmpty();
  }

  @Test
  void operator_may_add_a_site() {
    var sites = new Sites(Map.of("sandbox", URI.create("http://localhost:8090/datadog/")));
    assertThat(sites.apiUrl("sandbox")).contains(URI.create("http://localhost:8090/datadog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://host", "file:///etc/passwd", "https://user@host", "/path", "http://h?q=1"})
  void site_that_is_no_plain_web_address_is_refused(String url) {
    assertThatThrownBy(() -> new Sites(Map.of("sandbox", URI.create(url))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sandbox");
  }
}
