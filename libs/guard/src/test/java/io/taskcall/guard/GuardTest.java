package io.taskcall.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::127.0.0.1",
        "2002:7f00:1::",
        "2001:db8::1",
      })
  void address_of_our_own_network_is_not_public(String address) throws UnknownHostException {
    assertThat(Guard.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "192.1.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "64:ff9b::1.1.1.1",
      })
  void address_of_the_internet_is_public(String address) throws UnknownHostException {
    assertThat(Guard.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void host_of_our_own_network_is_resolved_only_if_the_operator_names_it() throws Exception {
    assertThatThrownBy(() -> Guard.resolved("127.0.0.1", Set.of("localhost")))
        .isInstanceOf(Guard.NotAllowed.class)
        .hasMessageContaining("not of the public internet");
    assertThat(Guard.resolved("LocalHost", Set.of("localhost")).isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://x.example", "https:///path", "https://me:secret@x.example", "x", "a b"})
  void only_plain_web_addresses_can_be_called(String url) {
    assertThatThrownBy(() -> Guard.plain(url)).isInstanceOf(Guard.NotAllowed.class);
  }

  @Test
  void port_is_the_one_that_is_meant() {
    assertThat(Guard.port(URI.create("https://x.example"))).isEqualTo(443);
    assertThat(Guard.port(URI.create("http://x.example"))).isEqualTo(80);
    assertThat(Guard.port(URI.create("https://x.example:8443"))).isEqualTo(8443);
  }
}
