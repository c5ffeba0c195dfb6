/** Messages to browsers: sealed for whoever subscribed, signed so that push services know us. */
@NullMarked
package io.taskcall.oncall.domain.push;

import org.jspecify.annotations.NullMarked;
