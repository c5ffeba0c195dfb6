package io.taskcall.quickstart;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Tells services whom a request comes from, whatever the request itself says of that. */
final class WhereFrom implements ProxyInterceptor {
  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request();
    request
        .headers()
        .remove("Forwarded")
        .remove("X-Forwarded-Host")
        .remove("X-Forwarded-Port")
        .remove("X-Forwarded-Prefix")
        .set("X-Forwarded-Proto", "http")
        .set(
            "X-Forwarded-For", request.proxiedRequest().connection().remoteAddress().hostAddress());
    return context.sendRequest();
  }
}
