/**
 * Events to bytes: Confluent's wire format straight from the sampled cells, without allocation. Stands between sample
 * and publish; imports no Kafka and knows neither topic nor clock.
 */
package io.understudy.engine.encode;
