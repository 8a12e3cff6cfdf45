{{ config(materialized='incremental', unique_key='order_id', alias='orders_fact') }}
select order_id, customer_id, amount, ordered_at from {{ ref('stg_orders') }}
