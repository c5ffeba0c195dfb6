package io.taskcall.auth.domain;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Datadog sites there are, and where each one's API is. A token is sent to no other place, so a
 * site that somebody made up leads nowhere.
 */
public final class Sites {
  private static final List<String> DATADOG =
      List.of(
          "datadoghq.com",
          "us3.datadoghq.com",
          "us5.datadoghq.com",
          "datadoghq.eu",
          "ap1.datadoghq.com",
          "ap2.datadoghq.com",
          "uk1.datadoghq.com",
          "ddog-gov.com",
          "us2.ddog-gov.com");

  private final Map<String, URI> apiUrls = new HashMap<>();

  /**
   * Datadog's own sites and those of the operator.
   *
   * @param more API URLs by site; one that has the name of Datadog's own takes its place
   */
  public Sites(Map<String, URI> more) {
    DATADOG.forEach(site -> apiUrls.put(site, URI.create("https://api." + site)));
    more.forEach((site, url) -> apiUrls.put(site, checked(site, url)));
  }

  /** Where the site's API is, without a slash at its end; empty for a site that there is not. */
  public Optional<URI> apiUrl(String site) {
    return Optional.ofNullable(apiUrls.get(site));
  }

  /** The names of all sites. */
  public Set<String> names() {
    return new TreeSet<>(apiUrls.keySet());
  }

  private static URI checked(String site, URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean plain =
        url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
    if (!web || !plain || url.getHost() == null) {
      throw new IllegalArgumentException(
          "the API URL of site " + site + " must be http(s)://host[:port][/path], was " + url);
    }
    var text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }
}
