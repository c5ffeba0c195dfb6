package io.taskcall.quickstart.process;

import java.io.IOException;
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
    endWithStarter();
    MethodHandles.lookup()
        .findStatic(
            Class.forName(QUARKUS_MAIN), "main", MethodType.methodType(void.class, String[].class))
        .invoke(args);
  }

  private static void endWithStarter() {
    var watch = new Thread(ServiceProcess::exitAtEndOfInput, "starter-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      System.err.println("lost the starter: " + e);
    }
    System.exit(0);
  }
}
