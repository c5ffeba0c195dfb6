package io.taskcall.guard;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Tells addresses of the public internet from those of our own network, which nobody outside shall
 * make us call.
 */
public final class Guard {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private Guard() {}

  /** An address that nobody shall make us call. */
  public static final class NotAllowed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotAllowed(String message) {
      super(message);
    }
  }

  /** The URL, if it is one that can be called: http or https, with a host and without a user. */
  public static URI plain(String url) {
    try {
      var uri = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new NotAllowed("it is not a plain http or https URL");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new NotAllowed("it is not a URL: " + e.getReason());
    }
  }

  /**
   * What a host's name stands for now. That very address is to be called, so that the name cannot
   * mean another by then.
   *
   * @param privateHosts those that may be called wherever they are, in lower case
   */
  public static InetAddress resolved(String host, Set<String> privateHosts)
      throws UnknownHostException {
    var all = InetAddress.getAllByName(host);
    boolean allowed =
        privateHosts.contains(host.toLowerCase(Locale.ROOT))
            || Arrays.stream(all).allMatch(Guard::isPublic);
    if (!allowed) {
      throw new NotAllowed("it leads to an address that is not of the public internet");
    }
    return all[0];
  }

  /** The port that a URL means. */
  public static int port(URI url) {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return isTls(url) ? HTTPS : HTTP;
  }

  /** Whether a URL asks for TLS. */
  public static boolean isTls(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** True for an address that anybody may have us call. */
  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> isPublic(six);
      default -> false;
    };
  }

  /** Not "this network", carriers' networks, protocol assignments, test networks, the reserved. */
  private static boolean isPublic(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    int third = four[2] & 0xff;
    return !(first == 0
        || first >= 224
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0 && (third == 0 || third == 2))
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (second == 18 || second == 19))
        || (first == 198 && second == 51 && third == 100)
        || (first == 203 && second == 0 && third == 113));
  }

  /** Only what is handed out, and of what carries an address of version 4 only the public ones. */
  private static boolean isPublic(Inet6Address six) {
    var bytes = six.getAddress();
    int start = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (start == 0x0064 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
      return isPublicInside(bytes, 12);
    }
    if (start == 0x2002) {
      return isPublicInside(bytes, 2);
    }
    boolean teredoOrDocumentation =
        start == 0x2001
            && ((bytes[2] == 0 && bytes[3] == 0)
                || ((bytes[2] & 0xff) == 0x0d && (bytes[3] & 0xff) == 0xb8));
    return (start & 0xe000) == 0x2000 && !teredoOrDocumentation;
  }

  private static boolean isPublicInside(byte[] six, int from) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(six, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
