package io.taskcall.auth.domain;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The Datadog sites there are, and where each one's API is. A token is sent to no other place, so a
 * site that somebody made up leads nowhere.
 */
public final class Sites {
  private static final String AUTHORIZE = "/oauth2/v1/authorize";
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

  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+");

  /** Sites whose people have their pages at {@code app.…}. */
  private static final Set<String> WITH_APP =
      Set.of("datadoghq.com", "datadoghq.eu", "ddog-gov.com");

  private final Map<String, URI> apiUrls = new HashMap<>();
  private final Map<String, URI> pages = new HashMap<>();

  /**
   * Where people of a site see its pages.
   *
   * @param authorizePage where they allow TaskCall to use their Datadog
   */
  public record Place(String site, URI authorizePage) {}

  /**
   * Datadog's own sites and those of the operator.
   *
   * @param more API URLs by site; one that has the name of Datadog's own takes its place
   */
  public Sites(Map<String, URI> more) {
    this(more, Map.of());
  }

  /**
   * Datadog's own sites and those of the operator.
   *
   * @param more API URLs by site; one that has the name of Datadog's own takes its place
   * @param morePages where browsers find those sites, if not at the same URL
   */
  public Sites(Map<String, URI> more, Map<String, URI> morePages) {
    DATADOG.forEach(site -> apiUrls.put(site, URI.create("https://api." + site)));
    more.forEach((site, url) -> {
      apiUrls.put(site, checked(site, url));
      pages.put(site, checked(site, url));
    });
    morePages.forEach((site, url) -> pages.put(site, checked(site, url)));
  }

  /**
   * The place that somebody means: a site, the address of its pages, or an organization's own
   * address below one. Empty for all that belongs to no site.
   */
  public Optional<Place> place(String said) {
    var text = said.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    for (var page : pages.entrySet()) {
      var url = page.getValue().toString();
      if (text.equals(page.getKey()) || text.equals(url)) {
        return Optional.of(new Place(page.getKey(), URI.create(url + AUTHORIZE)));
      }
    }
    var host = text.startsWith("https://") ? text.substring("https://".length()) : text;
    return datadogSiteOf(host)
        .map(site -> new Place(site, URI.create("https://" + pageHost(host, site) + AUTHORIZE)));
  }

  /** The site that a host belongs to: its own, or one label above. */
  public Optional<String> siteOf(String host) {
    return apiUrls.containsKey(host) ? Optional.of(host) : datadogSiteOf(host);
  }

  private static Optional<String> datadogSiteOf(String host) {
    if (DATADOG.contains(host)) {
      return Optional.of(host);
    }
    if (!HOST.matcher(host).matches()) {
      return Optional.empty();
    }
    return Optional.of(host.substring(host.indexOf('.') + 1)).filter(DATADOG::contains);
  }

  private static String pageHost(String host, String site) {
    boolean own = !host.equals(site) && !host.equals("api." + site);
    if (own) {
      return host;
    }
    return WITH_APP.contains(site) ? "app." + site : site;
  }

  /** Where the site's API is, without a slash at its end; empty for a site that there is not. */
  public Optional<URI> apiUrl(String site) {
    return Optional.ofNullable(apiUrls.get(site));
  }

  /** Where browsers find the operator's own sites. */
  public Set<URI> pages() {
    return Set.copyOf(pages.values());
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
