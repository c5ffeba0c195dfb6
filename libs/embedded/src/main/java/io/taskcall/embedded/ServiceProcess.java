package io.taskcall.embedded;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Runs a packaged service and ends it when whoever started it is gone, however that one ended: its
 * end of our standard input closes with it.
 */
public final class ServiceProcess {
  private static final String QUARKUS_MAIN = "io.quarkus.runner.GeneratedMain";

  private ServiceProcess() {}

  public static void main(String[] args) throws Throwable {
    StarterWatch.begin();
    MethodHandles.lookup()
        .findStatic(
            Class.forName(QUARKUS_MAIN), "main", MethodType.methodType(void.class, String[].class))
        .invoke(args);
  }
}
