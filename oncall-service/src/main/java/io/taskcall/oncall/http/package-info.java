/** The service's REST API and the pages behind the links in its mails. */
@NullMarked
package io.taskcall.oncall.http;

import org.jspecify.annotations.NullMarked;
