package io.taskcall.quickstart;

import java.util.List;

/** How the JVMs of services are set up. */
public final class Jvm {
  /** For most: little memory, and machine code that is made fast rather than fast. */
  static final List<String> SMALL =
      List.of(
          "-Xms24m",
          "-Xmn12m",
          "-Xmx96m",
          "-XX:MaxHeapFreeRatio=40",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=48m");

  /**
   * For those that every alert passes: machine code that is worth its making, and room enough for
   * what is on its way to die young, where clearing it away costs least.
   */
  public static final List<String> FAST =
      List.of(
          "-Xms96m",
          "-Xmn64m",
          "-Xmx192m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=64m");

  private Jvm() {}
}
